/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * agent_messages: what a program and its agent on another kernel say to each other. Each message is
 * one JSON object. RESULTS.md describes them.
 *
 *   first, the agent     { "agent": "parallax-agent/1", "environment": {...} }
 *   the program          { "input": {...} }      the agent    { "error": 0 }
 *   or                   { "run": {...} }                     { "error": 0, "round": {...} }
 *   last, the program    { "end": true }
 */
#ifndef PX_AGENT_MESSAGES_H
#define PX_AGENT_MESSAGES_H

#include <jansson.h>
#include "measure/environment.h"
#include "measure/results.h"

#define PX_AGENT_PROTOCOL	"parallax-agent/1"

/* A request. The document owns the texts. */
struct px_agent_request {
	bool is_end, is_run;
	struct px_bench_case bench_case;	/* of a run: the workload and the run_spec */
	bool with_input;			/* of a run: on the input that was sent last */
	const char *input;			/* of an input: its text */
};

/* The encoders return a new object, or NULL without memory. */
json_t *px_agent_hello_encode(const struct px_environment *environment);
json_t *px_agent_run_encode(const char *workload, const struct px_run_spec *spec, bool with_input);
json_t *px_agent_input_encode(const struct px_input_file *input);
json_t *px_agent_end_encode(void);
json_t *px_agent_answer_encode(int error, const struct px_round *round);

/*
 * The decoders return 0, or -errno and one line in why (size bytes). The round must be empty; the
 * caller must free its record in each case. A negative error in an answer is returned in *error.
 */
int px_agent_hello_decode(const json_t *document, struct px_environment *environment, char *why,
			  size_t size);
int px_agent_request_decode(const json_t *document, struct px_agent_request *request, char *why,
			    size_t size);
int px_agent_answer_decode(const json_t *document, int *error, struct px_round *round, char *why,
			   size_t size);

#endif /* PX_AGENT_MESSAGES_H */
