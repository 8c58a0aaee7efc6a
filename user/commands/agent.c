// SPDX-License-Identifier: GPL-2.0-only
/* parallax agent: executes the runs of a program on another kernel (parallax run --remote). */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "command.h"
#include "measure/environment.h"
#include "output/agent_messages.h"
#include "sides/sides.h"
#include "util/args.h"
#include "util/device.h"
#include "util/error.h"
#include "util/input.h"
#include "util/json_channel.h"

#define END	1

static const struct argp argp = {
	.doc = "Execute the runs that \"parallax run --remote COMMAND\" asks for, on the side "
	       "kernel. COMMAND starts this one on another kernel, as root. Read requests from "
	       "stdin and write answers to stdout: a JSON object on each line.\v"
	       "Exit status: 0 the program has ended the connection; 1 an error occurred; 2 usage "
	       "error.",
};

/* Replaces the input. Its errors are printed here, and are -EINVAL for the program. */
static int keep_input(const struct px_input_file **input, const char *text)
{
	px_input_free(*input);
	return px_input_copy(input, "the input", text) ? -EINVAL : 0;
}

static int execute(const struct px_agent_request *request, const struct px_input_file *input,
		   struct px_round *round)
{
	const struct px_bench_case *bench_case = &request->bench_case;

	if (request->with_input && !input)
		return -EINVAL;
	return px_side_kernel.run(&px_side_kernel, bench_case->workload, &bench_case->spec,
				  request->with_input ? input : NULL, &round->record);
}

/* Executes a request and sends the answer. Returns END for the last request, or as the channel. */
static int answer(struct px_json_channel *channel, const json_t *document,
		  const struct px_input_file **input)
{
	struct px_agent_request request;
	struct px_round round = { .made = true };
	char why[PX_WHY_SIZE];
	int err = px_agent_request_decode(document, &request, why, sizeof(why));

	if (request.is_end)
		return END;
	if (err)
		px_fail("request refused: %s", why);
	else if (request.is_run)
		err = execute(&request, *input, &round);
	else
		err = keep_input(input, request.input);
	px_record_add_counts(&round.record);
	err = px_json_channel_send(channel,
				   px_agent_answer_encode(err, request.is_run ? &round : NULL),
				   PX_NO_LIMIT);
	px_record_free(&round.record);
	return err;
}

static int serve(struct px_json_channel *channel, const struct px_environment *environment)
{
	const struct px_input_file *input = NULL;
	json_t *document;
	int err = px_json_channel_send(channel, px_agent_hello_encode(environment), PX_NO_LIMIT);

	while (!err) {
		err = px_json_channel_receive(channel, &document, PX_NO_LIMIT);
		if (!err)
			err = answer(channel, document, &input);
		json_decref(document);
	}
	px_input_free(input);
	return err;
}

static int run(int argc, char **argv)
{
	struct px_json_channel channel;
	struct px_environment environment;
	struct px_info module;
	char why[PX_WHY_SIZE];
	int status = px_args_parse(&argp, argc, argv, NULL), err;

	if (status)
		return status;
	if (px_device_info(&module, why, sizeof(why)))
		return px_fail("%s", why);
	err = px_environment_read(&environment, &module);
	if (err)
		return px_fail_machine(err);
	err = px_json_channel_init(&channel, STDIN_FILENO, STDOUT_FILENO);
	if (!err)
		err = serve(&channel, &environment);
	px_json_channel_free(&channel);
	if (err < 0 && err != -ECONNRESET)
		return px_fail("the connection failed: %s", strerror(-err));
	return PX_EXIT_FINE;
}

const struct px_command px_command_agent = {
	.name = "agent",
	.run = run,
};
