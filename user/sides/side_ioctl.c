// SPDX-License-Identifier: GPL-2.0-only
/* The ioctl side: a call executes one step, or up to side->batch steps. */
#include <errno.h>
#include <sys/ioctl.h>
#include "side_remote.h"
#include "sides.h"

static long step(struct px_remote_worker *r, u32 count)
{
	long done = ioctl(r->fd, PX_IOC_STEP, PX_STEP(r->worker, count));

	return done < 0 ? -errno : done;
}

static const struct px_transport transport = { .step = step };

static int run(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
	       const struct px_input_file *input, struct px_record *rec)
{
	return px_side_remote_run(side, &transport, workload, spec, input, rec);
}

const struct px_side px_side_ioctl = {
	.name = "ioctl", .batch = 1, .probe = px_side_remote_probe, .run = run,
};
