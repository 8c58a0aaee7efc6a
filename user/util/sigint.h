/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * interrupt: Ctrl-C ends what is being run, and what was measured before is kept.
 * A second one ends the program.
 */
#ifndef PX_USER_SIGINT_H
#define PX_USER_SIGINT_H

#include <stdbool.h>

struct px_run;

/* From now on SIGINT does so, in this thread and in those that it starts. */
void px_sigint_prepare(void);

/* Whether there was one. */
bool px_sigint_received(void);

/* The run that an interrupt is to stop, at once if there was one; NULL: there is none. */
void px_sigint_stops(struct px_run *run);

#endif /* PX_USER_SIGINT_H */
