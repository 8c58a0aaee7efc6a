/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * input_writer: a thread that writes the input of a lab, one byte at a time with
 * a pause before each byte, as a person at a keyboard does.
 */
#ifndef PX_INPUT_WRITER_H
#define PX_INPUT_WRITER_H

#include <stdbool.h>
#include "base/types.h"
#include "thread.h"

struct px_input_writer {
	const char *text;
	void (*put)(void *to, char byte);
	void *to;
	struct px_thread thread;
	bool stop;
};

/* Calls put(to, byte) for each byte of text. 0, or -errno: then it must not be stopped. */
int px_input_writer_start(struct px_input_writer *w, const char *text,
			  void (*put)(void *to, char byte), void *to);

/* Stops the thread and waits until it has ended. */
void px_input_writer_stop(struct px_input_writer *w);

#endif /* PX_INPUT_WRITER_H */
