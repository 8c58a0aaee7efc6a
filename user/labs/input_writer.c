// SPDX-License-Identifier: GPL-2.0-only
#include "input_writer.h"
#include "os.h"

#define NAPS	60		/* from byte to byte */
#define NAP	2000000ull	/* ns */

/*
 * Counted in naps, so that it is slower where a machine is too busy for what
 * is to happen from byte to byte. False if it is to stop.
 */
static bool wait_a_period(struct px_input_writer *f)
{
	for (u32 i = 0; i < NAPS && !px_read_once(f->stop); i++)
		px_os_sleep(NAP);
	return !px_read_once(f->stop);
}

/* Not on the first CPU, if there are two: there the lab may be busy, or the kernel for it. */
static u64 feed(void *arg)
{
	struct px_input_writer *f = arg;

	px_os_pin(px_os_cpu(1));
	while (*f->text && wait_a_period(f))
		f->put(f->to, *f->text++);
	return 0;
}

int px_input_writer_start(struct px_input_writer *f, const char *text, void (*put)(void *to, char byte),
		    void *to)
{
	*f = (struct px_input_writer) { .text = text, .put = put, .to = to };
	return px_thread_spawn(&f->thread, feed, f);
}

void px_input_writer_stop(struct px_input_writer *f)
{
	px_write_once(f->stop, true);
	px_thread_join(&f->thread, NULL);
}
