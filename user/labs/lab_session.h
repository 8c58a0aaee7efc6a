/* SPDX-License-Identifier: GPL-2.0-only */
/* lab_session: runs labs for the commands lab and claims, and keeps their results. */
#ifndef PX_USER_LAB_SESSION_H
#define PX_USER_LAB_SESSION_H

#include "claims/scoreboard.h"
#include "measure/environment.h"

struct px_lab_session {
	struct px_build_results build;
	struct px_test_config config;
	struct px_environment environment;
	struct px_lab_case *cases;		/* owned */
	unsigned int nr;
};

/* Reads the results that were recorded at build time. 0, or an exit status after a message. */
int px_lab_session_read_build(struct px_build_results *build);

/* Prepares a session. Returns as px_lab_session_read_build(). */
int px_lab_session_open(struct px_lab_session *l);

void px_lab_session_close(struct px_lab_session *l);

/* Runs a lab and adds a case with its verdict. NULL after a message. */
struct px_lab_case *px_lab_session_run(struct px_lab_session *l, const struct px_lab *lab,
				       const struct px_lab_doc *doc);

/* The exit status: PX_EXIT_FAILED if a case is UNEXPECTED. */
int px_lab_session_status(const struct px_lab_session *l);

#endif /* PX_USER_LAB_SESSION_H */
