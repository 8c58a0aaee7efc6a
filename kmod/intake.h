/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * intake: what is written to an instance before it is set up: text, parsed
 * piece by piece as it comes, of which only the equations are kept. Errors are
 * those of write() and PX_IOC_INPUT in abi.h.
 */
#ifndef PX_KMOD_INTAKE_H
#define PX_KMOD_INTAKE_H

#include <linux/mutex.h>
#include "abi.h"
#include "equation_parser.h"

struct seq_file;

struct px_intake {
	struct mutex lock;		/* of all that follows, until it is closed */
	struct px_equations equations;
	struct px_equation_parser parser;
	u64 bytes;			/* of text */
	int error;			/* that it has come to */
	bool closed;			/* the equations stay as they are */
};

void px_intake_init(struct px_intake *in);

/* Nobody uses the equations any more. */
void px_intake_destroy(struct px_intake *in);

/* Takes text from the calling process; how many bytes of it, or -errno. */
ssize_t px_intake_write(struct px_intake *in, const char __user *from, size_t size);

/*
 * The text is over: 0 and its equations, or NULL where nothing was written;
 * or -errno. A second time, the same again.
 */
int px_intake_close(struct px_intake *in, const struct px_equations **equations);

/* PX_IOC_INPUT. */
int px_intake_tell(struct px_intake *in, struct px_input *arg);

void px_intake_show(struct px_intake *in, struct seq_file *m);

#endif /* PX_KMOD_INTAKE_H */
