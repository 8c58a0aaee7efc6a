/* SPDX-License-Identifier: GPL-2.0-only */
/* backtrace: where a thread of this process is. For a report after which the process ends. */
#ifndef PX_USER_BACKTRACE_H
#define PX_USER_BACKTRACE_H

#include <stdio.h>

/*
 * Prints the innermost functions of the thread that are in this program, at most so many, each with
 * file and line if addr2line is installed. Sends the thread a signal, which interrupts its system
 * call. Prints one line if the thread does not answer.
 */
void px_backtrace_print(FILE *out, int tid, unsigned int most);

#endif /* PX_USER_BACKTRACE_H */
