/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * workload_input: the text that is written to an instance before its set-up. It is
 * parsed as it arrives, and only the equations are kept. Errors are those of
 * write() and PX_IOC_INPUT in uapi/parallax.h.
 */
#ifndef PX_KMOD_WORKLOAD_INPUT_H
#define PX_KMOD_WORKLOAD_INPUT_H

#include <linux/mutex.h>
#include "base/call_ctx.h"
#include "uapi/parallax.h"
#include "equations/equation_parser.h"

struct seq_file;

struct px_workload_input {
	struct mutex lock;		/* protects the members below until closed is set */
	struct px_equations equations;
	struct px_equation_parser parser;
	u64 bytes;			/* length of the text */
	bool closed;			/* the equations are constant from now on */
};

/**
 * px_workload_input_init() - initialise an empty input
 * @in: the input
 *
 * Context: any.
 */
void px_workload_input_init(struct px_workload_input *in);

/**
 * px_workload_input_destroy() - free the equations
 * @in: the input; no run uses its equations any more
 *
 * Context: process, may sleep.
 */
void px_workload_input_destroy(struct px_workload_input *in);

/**
 * px_workload_input_write() - parse a piece of text
 * @in: the input
 * @text: the text
 * @size: its length in bytes
 *
 * Context: process, may sleep.
 * Return: the number of bytes taken, or a negative errno of write(); -ERESTARTSYS for -EINTR.
 */
ssize_t px_workload_input_write(struct px_workload_input *in, const char *text, size_t size);

/**
 * px_workload_input_close() - the text ends here
 * @in: the input
 * @equations: out: the equations, or NULL if no text was written
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_workload_input_close(struct px_workload_input *in, const struct px_equations **equations);

/**
 * px_workload_input_reopen() - the set-up has failed: more text may follow
 * @in: the input, closed
 *
 * Context: process, may sleep.
 */
void px_workload_input_reopen(struct px_workload_input *in);

/**
 * px_workload_input_query() - PX_IOC_INPUT
 * @ctx: the call
 * @argument: struct px_input
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_workload_input_query(struct px_call_ctx *ctx, void *argument);

/**
 * px_workload_input_show() - the input's line of /proc/PID/fdinfo/FD
 * @in: the input
 * @m: where to print
 *
 * Context: process, may sleep.
 */
void px_workload_input_show(struct px_workload_input *in, struct seq_file *m);

#endif /* PX_KMOD_WORKLOAD_INPUT_H */
