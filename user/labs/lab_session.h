/* SPDX-License-Identifier: GPL-2.0-only */
/* laboratory: what the commands lab, notes and mistakes share: evidence, setting, performing. */
#ifndef PX_USER_LAB_SESSION_H
#define PX_USER_LAB_SESSION_H

#include "claims/scoreboard.h"
#include "measure/environment.h"

struct px_lab_session {
	struct px_build_results evidence;
	struct px_test_config setting;
	struct px_environment stamp;
	struct px_lab_case *cases;		/* owned */
	unsigned int nr;
};

/* What was observed by builds, from where it is kept. 0, or the exit status after saying what is wrong. */
int px_lab_session_evidence(struct px_build_results *e);

/* Likewise. */
int px_lab_session_open(struct px_lab_session *l);

void px_lab_session_close(struct px_lab_session *l);

/* Performs a lab and rules on it; the case is added. NULL after saying what is wrong. */
struct px_lab_case *px_lab_session_run(struct px_lab_session *l, const struct px_lab *lab,
				      const struct px_lab_doc *story);

/* Whether a case, of all performed, was UNEXPECTED: an exit status. */
int px_lab_session_status(const struct px_lab_session *l);

#endif /* PX_USER_LAB_SESSION_H */
