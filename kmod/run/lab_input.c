// SPDX-License-Identifier: GPL-2.0-only
#include <linux/slab.h>
#include <linux/uaccess.h>
#include "byte_pipe.h"
#include "lab_input.h"

#define PIECE	1024u		/* bytes that are copied at a time */

void px_lab_input_init(struct px_lab_input *in)
{
	init_rwsem(&in->lock);
}

void px_lab_input_open(struct px_lab_input *in, struct px_byte_pipe *reader)
{
	down_write(&in->lock);
	WRITE_ONCE(in->reader, reader);
	up_write(&in->lock);
}

/* A writer that sleeps holds the lock, and leaves it when it is stopped. */
void px_lab_input_close(struct px_lab_input *in)
{
	px_byte_pipe_stop(in->reader);
	px_lab_input_open(in, NULL);
}

/* One piece or a part of it: it has been copied before the lock is taken. */
static ssize_t put(struct px_lab_input *in, const char *copy, size_t size)
{
	ssize_t n;

	if (down_read_interruptible(&in->lock))
		return -EINTR;
	n = in->reader ? px_byte_pipe_write(in->reader, copy, size) : -ENXIO;
	up_read(&in->lock);
	return n;
}

ssize_t px_lab_input_write(struct px_lab_input *in, const char __user *from, size_t size)
{
	size_t done = 0;
	ssize_t n = 0;
	char *copy;

	if (!READ_ONCE(in->reader))
		return -ENXIO;
	copy = kmalloc(PIECE, GFP_KERNEL_ACCOUNT);
	if (!copy)
		return -ENOMEM;
	while (done < size) {
		size_t piece = min_t(size_t, size - done, PIECE);

		n = copy_from_user(copy, from + done, piece) ? -EFAULT : put(in, copy, piece);
		if (n < 0)
			break;
		done += n;
	}
	kfree(copy);
	return done ? done : n;
}
