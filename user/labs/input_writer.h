/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * feeder: gives a lab its input: a thread that writes a text from outside, a
 * byte every now and then, as somebody would who types.
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

/* Begins with the first byte after a while. 0, or -errno: then there is nothing to stop. */
int px_input_writer_start(struct px_input_writer *f, const char *text, void (*put)(void *to, char byte),
		    void *to);

/* Waits until it writes no more. */
void px_input_writer_stop(struct px_input_writer *f);

#endif /* PX_INPUT_WRITER_H */
