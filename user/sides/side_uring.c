// SPDX-License-Identifier: GPL-2.0-only
/*
 * The uring side: every step is a command. Each worker has its own ring and submits
 * side->batch commands at once. Commands that may wait are linked, to keep their order.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#include "side_remote.h"
#include "ring.h"
#include "util/device.h"
#include "sides.h"

static int open_ring(struct px_remote_worker *r)
{
	int err;

	r->ring = calloc(1, sizeof(*r->ring));
	if (!r->ring)
		return -ENOMEM;
	err = px_ring_open(r->ring, r->fd, r->side->batch, r->side->polled);
	if (err) {
		free(r->ring);
		r->ring = NULL;
	}
	return err;
}

static void close_ring(struct px_remote_worker *r)
{
	px_ring_close(r->ring);
	free(r->ring);
}

/* Commands after a failed one are cancelled: their error is not reported. */
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

static long step(struct px_remote_worker *r, u32 count)
{
	int results[PX_MAX_BATCH];
	int err = 0;

	for (u32 i = 0; i < count && !err; i++)
		err = px_ring_add(r->ring, PX_IOC_STEP, PX_STEP(r->worker, 1),
			    r->role->waits && i + 1 < count);
	if (!err)
		err = px_ring_submit(r->ring, results);
	return err ? err : sum_up(results, count);
}

static const struct px_transport transport = {
	.open = open_ring, .step = step, .close = close_ring,
};

/* Each worker needs a file descriptor for its ring. */
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
	return px_side_remote_run(side, &transport, workload, spec, input, rec);
}

int px_side_uring_probe(char *why, size_t size)
{
	int err = px_side_remote_probe(why, size);
	int fd = err ? err : px_device_open(why, size);

	if (fd < 0)
		return fd;
	err = px_ring_probe(fd, why, size);
	close(fd);
	return err;
}

const struct px_side px_side_uring = {
	.name = "uring×64", .kind = "uring", .batch = 64, .queued = true,
	.probe = px_side_uring_probe, .run = run,
};
