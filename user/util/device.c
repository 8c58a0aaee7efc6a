// SPDX-License-Identifier: GPL-2.0-only
/* device: the client of /dev/parallax. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "device.h"
#include "measure/source_hash.h"

/* Writes one line on why open() failed. */
static void explain(int err, char *why, size_t size)
{
	const char *reason;

	switch (err) {
	case ENOENT:
		reason = "no " PX_DEVICE_PATH ": load the module (make insmod), or use make run";
		break;
	case EACCES:
	case EPERM:
		reason = PX_DEVICE_PATH " is not for this user: run this as root, or load the "
			 "module with mode=0660 group=GID";
		break;
	default:
		snprintf(why, size, "%s: %s", PX_DEVICE_PATH, strerror(err));
		return;
	}
	snprintf(why, size, "%s", reason);
}

/* A shell makes a regular file if it redirects to the device before the module is loaded. */
static bool is_regular(void)
{
	struct stat st;

	return !stat(PX_DEVICE_PATH, &st) && S_ISREG(st.st_mode);
}

int px_device_open(char *why, size_t size)
{
	int fd;

	if (is_regular()) {
		snprintf(why, size, PX_DEVICE_PATH " is a regular file, not the device: remove it "
			 "and load the module again");
		return -ENOTTY;
	}
	fd = open(PX_DEVICE_PATH, O_RDWR | O_CLOEXEC);
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
		snprintf(why, size, "%s has another version of the interface than this "
			 "program (%s)", PX_DEVICE_PATH, strerror(-err));
		return err;
	}
	if (!strcmp(info->source_hash, px_shared_hash))
		return 0;
	snprintf(why, size, "module and program were built from different workloads "
		 "(%.12s and %.12s): build both again and reload the module",
		 info->source_hash, px_shared_hash);
	return -ESTALE;
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
