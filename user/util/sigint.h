/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sigint: Ctrl-C stops the current run, and the program keeps what it has measured. A second
 * Ctrl-C ends the program.
 */
#ifndef PX_USER_SIGINT_H
#define PX_USER_SIGINT_H

#include <stdbool.h>

struct px_run;

/* Installs the handler, for this thread and the threads that it starts. */
void px_sigint_prepare(void);

/* True after a SIGINT. */
bool px_sigint_received(void);

/* Sets the run that SIGINT stops; NULL: none. Stops it at once after a SIGINT. */
void px_sigint_stops(struct px_run *run);

#endif /* PX_USER_SIGINT_H */
