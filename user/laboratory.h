/* SPDX-License-Identifier: GPL-2.0-only */
/* laboratory: what the commands lab, notes and mistakes share: evidence, setting, performing. */
#ifndef PX_USER_LABORATORY_H
#define PX_USER_LABORATORY_H

#include "board.h"
#include "stamp.h"

struct px_laboratory {
	struct px_evidence evidence;
	struct px_setting setting;
	struct px_stamp stamp;
	struct px_case *cases;		/* owned */
	unsigned int nr;
};

/* What was observed by builds, from where it is kept. 0, or the exit status after saying what is wrong. */
int px_laboratory_evidence(struct px_evidence *e);

/* Likewise. */
int px_laboratory_open(struct px_laboratory *l);

void px_laboratory_close(struct px_laboratory *l);

/* Performs a lab and rules on it; the case is added. NULL after saying what is wrong. */
struct px_case *px_laboratory_perform(struct px_laboratory *l, const struct px_lab *lab,
				      const struct px_story *story);

/* Whether a case, of all performed, was UNEXPECTED: an exit status. */
int px_laboratory_status(const struct px_laboratory *l);

#endif /* PX_USER_LABORATORY_H */
