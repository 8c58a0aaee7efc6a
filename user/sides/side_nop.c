// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include "harness/workload.h"
#include "ring.h"
#include "side_nop.h"
#include "side_user.h"

/* Of the run: only one at a time. */
static const struct px_side *running;

struct nop_state {
	struct px_ring ring;
};

/* In the worker's thread: only the thread that opens a ring may use it. */
static int attach(void *state, struct px_worker *w)
{
	struct nop_state *s = state;
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	int err;

	if (fd < 0)
		return -errno;
	err = px_ring_open(&s->ring, fd, running->batch, running->polled);
	close(fd);
	return err;
}

static void detach(void *state, struct px_worker *w)
{
	px_ring_close(&((struct nop_state *)state)->ring);
}

static int submit(struct nop_state *s)
{
	int results[PX_MAX_BATCH];
	int err = 0;

	for (u32 i = 0; i < running->batch && !err; i++)
		err = px_ring_add_nop(&s->ring);
	return err ? err : px_ring_submit(&s->ring, results);
}

static int loop(void *state, struct px_worker *w)
{
	do {
		int err = submit(state);

		if (err)
			return err;
		w->ops += running->batch;
	} while (w->ops < px_read_once(w->limit));
	return 0;
}

static u32 check(const void *state, const struct px_total *total, struct px_finding *findings)
{
	return px_expect(findings, "workers", 1, total->workers);
}

static const struct px_workload nop = {
	.name = "nop",
	.state_size = sizeof(struct nop_state),
	.roles = { { .name = "submitter", .attach = attach, .loop = loop, .detach = detach } },
	.check = check,
};

static int run(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
	       const struct px_input_file *input, struct px_record *rec)
{
	running = side;
	return px_side_user_run(&nop, spec, NULL, rec);
}

static int probe(char *why, size_t size)
{
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	int err = fd < 0 ? -errno : px_ring_probe(fd, why, size);

	if (fd >= 0)
		close(fd);
	return err;
}

const struct px_side px_side_nop = {
	.name = "nop", .batch = 1, .queued = true, .probe = probe, .run = run,
};
