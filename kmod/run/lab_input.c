// SPDX-License-Identifier: GPL-2.0-only
#include "byte_pipe.h"
#include "lab_input.h"

void px_lab_input_init(struct px_lab_input *in)
{
	init_rwsem(&in->lock);
}

void px_lab_input_open(struct px_lab_input *in, struct px_byte_pipe *pipe)
{
	down_write(&in->lock);
	WRITE_ONCE(in->pipe, pipe);
	up_write(&in->lock);
}

/* A writer that sleeps in the pipe holds the lock. The stop makes it return. */
void px_lab_input_close(struct px_lab_input *in)
{
	px_byte_pipe_stop(in->pipe);
	px_lab_input_open(in, NULL);
}

ssize_t px_lab_input_write(struct px_lab_input *in, const char *text, size_t size,
			   enum px_wait_mode wait_mode)
{
	ssize_t n = -EPIPE;

	if (down_read_interruptible(&in->lock))
		return -ERESTARTSYS;
	if (in->pipe)
		n = wait_mode == PX_NOWAIT ? px_byte_pipe_try_write(in->pipe, text, size)
					   : px_byte_pipe_write(in->pipe, text, size);
	up_read(&in->lock);
	return n == -EINTR ? -ERESTARTSYS : n;
}
