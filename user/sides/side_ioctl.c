// SPDX-License-Identifier: GPL-2.0-only
/* by_ioctl: the ioctl side. Every step, or every side->batch of them, is one call. */
#include <errno.h>
#include <sys/ioctl.h>
#include "side_remote.h"
#include "sides.h"

static long step(struct px_remote_worker *lane, u32 count)
{
	long done = ioctl(lane->fd, PX_IOC_STEP, PX_STEP(lane->worker, count));

	return done < 0 ? -errno : done;
}

static const struct px_transport door = { .step = step };

static int run(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
	       const struct px_input_file *input, struct px_record *rec)
{
	return px_side_remote_run(side, &door, workload, spec, input, rec);
}

const struct px_side px_side_ioctl = {
	.name = "ioctl", .batch = 1, .probe = px_side_remote_probe, .run = run,
};
