// SPDX-License-Identifier: GPL-2.0-only
/* device: the kernel side. The workers are kernel threads of the module. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "device.h"
#include "sigint.h"
#include "sides/sides.h"
#include "labs/lab_run.h"

/* One line on why /dev/parallax does not open. */
static void explain(int err, char *why, size_t size)
{
	const char *reason;

	switch (err) {
	case ENOENT:
		reason = "no " PX_DEVICE_PATH ": load the module (make insmod), or use make run";
		break;
	case EACCES:
	case EPERM:
		reason = PX_DEVICE_PATH " is for root only: run this as root";
		break;
	default:
		snprintf(why, size, "%s: %s", PX_DEVICE_PATH, strerror(err));
		return;
	}
	snprintf(why, size, "%s", reason);
}

int px_device_open(char *why, size_t size)
{
	int fd = open(PX_DEVICE_PATH, O_RDWR | O_CLOEXEC);

	if (fd >= 0)
		return fd;
	fd = -errno;
	explain(-fd, why, size);
	return fd;
}

int px_device_call(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? -errno : 0;
}

int px_device_info(struct px_info *info, char *why, size_t size)
{
	int fd = px_device_open(why, size);
	int err;

	if (fd < 0)
		return fd;
	*info = (struct px_info) { .size = sizeof(*info) };
	err = px_device_call(fd, PX_IOC_INFO, info);
	close(fd);
	if (err) {
		snprintf(why, size, "%s does not answer as this program's version does (%s)",
			 PX_DEVICE_PATH, strerror(-err));
		return err;
	}
	if (!strcmp(info->source_hash, PX_SOURCE_HASH))
		return 0;
	snprintf(why, size, "module and program were built from different workloads "
		 "(%.12s and %.12s): build both again, reload", info->source_hash, PX_SOURCE_HASH);
	return -ESTALE;
}

static int probe(char *why, size_t size)
{
	struct px_info info;

	return px_device_info(&info, why, size);
}

static int set_up(int fd, const char *workload, const struct px_run_spec *spec)
{
	struct px_setup setup = { .size = sizeof(setup), .spec = *spec };

	if (strlen(workload) >= sizeof(setup.workload))
		return -ENOENT;
	strcpy(setup.workload, workload);
	return px_device_call(fd, PX_IOC_SETUP, &setup);
}

static int write_input(int fd, const struct px_input_file *input)
{
	size_t done = 0;

	while (done < input->size) {
		ssize_t n = write(fd, input->text + done, input->size - done);

		if (n < 0 && errno != EINTR)
			return -errno;
		done += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

int px_device_prepare(int fd, const char *workload, const struct px_run_spec *spec,
		      const struct px_input_file *input)
{
	int err = input ? write_input(fd, input) : 0;

	return err ? err : set_up(fd, workload, spec);
}

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

int px_device_check(int fd, struct px_record *rec)
{
	struct px_check check = { .size = sizeof(check) };
	int err = px_device_call(fd, PX_IOC_CHECK, &check);

	if (err)
		return err;
	rec->nr_findings = check.nr_findings;
	memcpy(rec->findings, check.findings, sizeof(rec->findings));
	rec->depth = check.depth;
	return 0;
}

/* Of a run by kernel threads that was timed. */
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
	return err;
}

const struct px_side px_side_kernel = {
	.name = "kernel", .probe = probe, .run = run, .perform = px_lab_run_module,
};
