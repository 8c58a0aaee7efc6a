/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * intake: what is written to an instance before it is set up: text, parsed
 * piece by piece as it comes, of which only the equations are kept. Errors are
 * those of write() and PX_IOC_INPUT in abi.h.
 */
#ifndef PX_KMOD_WORKLOAD_INPUT_H
#define PX_KMOD_WORKLOAD_INPUT_H

#include <linux/mutex.h>
#include "uapi/parallax.h"
#include "equations/equation_parser.h"

struct seq_file;

struct px_workload_input {
	struct mutex lock;		/* of all that drains, until it is closed */
	struct px_equations equations;
	struct px_equation_parser parser;
	u64 bytes;			/* of text */
	int error;			/* that it has come to */
	bool closed;			/* the equations stay as they are */
};

void px_workload_input_init(struct px_workload_input *in);

/* Nobody uses the equations any more. */
void px_workload_input_destroy(struct px_workload_input *in);

/* Takes text from the calling process; how many bytes of it, or -errno. */
ssize_t px_workload_input_write(struct px_workload_input *in, const char __user *from, size_t size);

/*
 * The text is over: 0 and its equations, or NULL where nothing was written;
 * or -errno. A second time, the same again.
 */
int px_workload_input_close(struct px_workload_input *in, const struct px_equations **equations);

/* PX_IOC_INPUT. */
int px_workload_input_declare(struct px_workload_input *in, struct px_input *arg);

void px_workload_input_show(struct px_workload_input *in, struct seq_file *m);

#endif /* PX_KMOD_WORKLOAD_INPUT_H */
