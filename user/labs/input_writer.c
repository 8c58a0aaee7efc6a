// SPDX-License-Identifier: GPL-2.0-only
#include "input_writer.h"
#include "os.h"

#define SLEEPS		60		/* sleeps before each byte */
#define SLEEP_NS	2000000ull

/*
 * Counts sleeps instead of time: on a busy machine the period is longer, and so
 * is the time that the lab needs. Returns false if the writer must stop.
 */
static bool wait_a_period(struct px_input_writer *w)
{
	for (u32 i = 0; i < SLEEPS && !px_read_once(w->stop); i++)
		px_os_sleep(SLEEP_NS);
	return !px_read_once(w->stop);
}

/* Uses the second CPU, if there is one: the lab may keep the first one busy. */
static u64 write_input(void *arg)
{
	struct px_input_writer *w = arg;

	px_os_pin(px_os_cpu(1));
	while (*w->text && wait_a_period(w))
		w->put(w->to, *w->text++);
	return 0;
}

int px_input_writer_start(struct px_input_writer *w, const char *text,
			  void (*put)(void *to, char byte), void *to)
{
	*w = (struct px_input_writer) { .text = text, .put = put, .to = to };
	return px_thread_spawn(&w->thread, write_input, w);
}

void px_input_writer_stop(struct px_input_writer *w)
{
	px_write_once(w->stop, true);
	px_thread_join(&w->thread, NULL);
}
