// SPDX-License-Identifier: GPL-2.0-only
#include "feeder.h"
#include "host.h"

#define NAPS	60		/* from byte to byte */
#define NAP	2000000ull	/* ns */

/*
 * Counted in naps, so that it is slower where a machine is too busy for what
 * is to happen from byte to byte. False if it is to stop.
 */
static bool wait_a_period(struct px_feeder *f)
{
	for (u32 i = 0; i < NAPS && !px_read_once(f->stop); i++)
		px_host_sleep(NAP);
	return !px_read_once(f->stop);
}

/* Not on the first CPU, if there are two: there the lab may be busy, or the kernel for it. */
static u64 feed(void *arg)
{
	struct px_feeder *f = arg;

	px_host_pin(px_host_cpu(1));
	while (*f->text && wait_a_period(f))
		f->put(f->to, *f->text++);
	return 0;
}

int px_feeder_start(struct px_feeder *f, const char *text, void (*put)(void *to, char byte),
		    void *to)
{
	*f = (struct px_feeder) { .text = text, .put = put, .to = to };
	return px_thread_spawn(&f->thread, feed, f);
}

void px_feeder_stop(struct px_feeder *f)
{
	px_write_once(f->stop, true);
	px_thread_join(&f->thread, NULL);
}
