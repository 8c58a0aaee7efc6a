// SPDX-License-Identifier: GPL-2.0-only
/* The kernel side: the workers are kernel threads of the module. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include "labs/lab_run.h"
#include "sides.h"
#include "util/device.h"
#include "util/sigint.h"
#include "util/watchdog.h"

static int start_and_wait(int fd, struct px_record *rec)
{
	struct px_start start = { .size = sizeof(start) };
	struct px_wait wait = {
		.size = sizeof(wait),
		.nr_workers = rec->nr_workers,
		.workers = (uintptr_t)rec->workers,
	};
	int err = px_sigint_received() ? -EINTR : px_device_call(fd, PX_IOC_START, &start);

	if (!err)
		err = px_device_call(fd, PX_IOC_WAIT, &wait);
	if (err)
		return err;
	rec->error = wait.error;
	rec->nr_workers = wait.nr_workers;
	return 0;
}

static int fetch_latency(int fd, struct px_record *rec)
{
	struct px_latency latency = { .size = sizeof(latency), .nr_buckets = PX_HISTOGRAM_BUCKETS };
	int err;

	rec->latency = calloc(1, sizeof(*rec->latency));
	if (!rec->latency)
		return -ENOMEM;
	latency.buckets = (uintptr_t)rec->latency->buckets;
	err = px_device_call(fd, PX_IOC_LATENCY, &latency);
	rec->latency->max_ns = latency.max_ns;
	rec->latency->clock_ns = latency.clock_ns;
	return err;
}

static int run(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
	       const struct px_input_file *input, struct px_record *rec)
{
	char why[128];
	int fd = px_device_open(why, sizeof(why));
	int err;

	if (fd < 0)
		return fd;
	px_watchdog_start(side->name, workload, spec, input);
	err = px_device_prepare(fd, workload, spec, input);
	if (err)
		goto close;
	err = -ENOMEM;
	rec->workers = calloc(spec->threads, sizeof(*rec->workers));
	if (!rec->workers)
		goto close;
	rec->nr_workers = spec->threads;
	err = start_and_wait(fd, rec);
	if (!err)
		err = px_device_check(fd, rec);
	if (!err && spec->timed)
		err = fetch_latency(fd, rec);
close:
	close(fd);
	px_watchdog_stop();
	return err;
}

static int probe(char *why, size_t size)
{
	struct px_info info;

	return px_device_info(&info, why, size);
}

const struct px_side px_side_kernel = {
	.name = "kernel", .probe = probe, .run = run, .run_lab = px_lab_run_module,
};
