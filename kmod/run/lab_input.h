/* SPDX-License-Identifier: GPL-2.0-only */
/* lab_input: write() on an instance while a lab reads. The text goes to the lab's pipe. */
#ifndef PX_KMOD_LAB_INPUT_H
#define PX_KMOD_LAB_INPUT_H

#include <linux/compiler.h>
#include <linux/rwsem.h>
#include "base/wait_mode.h"

struct px_byte_pipe;

struct px_lab_input {
	struct rw_semaphore lock;	/* protects pipe; write() holds it for reading */
	struct px_byte_pipe *pipe;	/* NULL: no lab reads */
};

/**
 * px_lab_input_init() - initialise an input that no lab reads
 * @in: the input
 *
 * Context: any.
 */
void px_lab_input_init(struct px_lab_input *in);

/**
 * px_lab_input_open() - from now on, write() goes to a pipe
 * @in: the input
 * @pipe: the lab's pipe; this is its only writer
 *
 * Context: process, may sleep.
 */
void px_lab_input_open(struct px_lab_input *in, struct px_byte_pipe *pipe);

/**
 * px_lab_input_close() - stop the pipe; the caller may destroy it after that
 * @in: the input, open
 *
 * Context: process, may sleep.
 */
void px_lab_input_close(struct px_lab_input *in);

/**
 * px_lab_input_is_open() - does a lab read?
 * @in: the input
 *
 * Context: any.
 * Return: true if a lab reads now.
 */
static inline bool px_lab_input_is_open(const struct px_lab_input *in)
{
	return READ_ONCE(in->pipe);
}

/**
 * px_lab_input_write() - write text to the lab
 * @in: the input
 * @text: the text
 * @size: its length in bytes
 * @wait_mode: may it wait?
 *
 * Context: process. Sleeps while the pipe is full, unless @wait_mode is PX_NOWAIT.
 * Return: the number of bytes taken, -EPIPE if the lab reads no more, -ERESTARTSYS, or
 * -EAGAIN with PX_NOWAIT.
 */
ssize_t px_lab_input_write(struct px_lab_input *in, const char *text, size_t size,
			   enum px_wait_mode wait_mode);

#endif /* PX_KMOD_LAB_INPUT_H */
