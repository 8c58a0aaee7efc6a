// SPDX-License-Identifier: GPL-2.0-only
/*
 * by_uring: the uring side. Every step is a command of a ring, which each worker
 * has for itself; side->batch of them are submitted at once, linked where they may
 * have to wait, so that they are done in order.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include "side_remote.h"
#include "ring.h"
#include "sides.h"

static int open_ring(struct px_remote_worker *lane)
{
	int err;

	lane->ring = calloc(1, sizeof(*lane->ring));
	if (!lane->ring)
		return -ENOMEM;
	err = px_ring_open(lane->ring, lane->fd, lane->side->batch, lane->side->polled);
	if (err) {
		free(lane->ring);
		lane->ring = NULL;
	}
	return err;
}

static void close_ring(struct px_remote_worker *lane)
{
	px_ring_close(lane->ring);
	free(lane->ring);
}

/* Those after one that failed were cancelled, and say no more than that. */
static long sum_up(const int *results, u32 count)
{
	long done = 0;
	int err = 0;

	for (u32 i = 0; i < count; i++) {
		if (results[i] > 0)
			done += results[i];
		else if (results[i] && (!err || err == -ECANCELED))
			err = results[i];
	}
	return done ? done : err;
}

static long step(struct px_remote_worker *lane, u32 count)
{
	int results[PX_MAX_BATCH];
	int err = 0;

	for (u32 i = 0; i < count && !err; i++)
		err = px_ring_add(lane->ring, PX_IOC_STEP, PX_STEP(lane->worker, 1),
			    lane->role->waits && i + 1 < count);
	if (!err)
		err = px_ring_submit(lane->ring, results);
	return err ? err : sum_up(results, count);
}

static const struct px_transport door = { .open = open_ring, .step = step, .close = close_ring };

/* A ring is a file, and there is one for each worker. */
static void allow_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static int run(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
	       const struct px_input_file *input, struct px_record *rec)
{
	allow_files();
	return px_side_remote_run(side, &door, workload, spec, input, rec);
}

const struct px_side px_side_uring = {
	.name = "uring×64", .kind = "uring", .batch = 64, .queued = true,
	.probe = px_side_remote_probe, .run = run,
};
