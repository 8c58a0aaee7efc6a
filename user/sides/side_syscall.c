// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "side_syscall.h"
#include "side_user.h"
#include "harness/workload.h"

#define NULL_DEVICE_PATH	"/dev/parallax_bare"	/* the name in kmod/bench/null_device.c */

struct syscall_state {
	int fd;
	long expected;			/* result of every call */
};

static px_inline int getppid_step(struct syscall_state *s, struct px_worker *w,
				  struct px_delay delay)
{
	return syscall(SYS_getppid) == s->expected ? 0 : -EPROTO;
}

static px_inline int ioctl_step(struct syscall_state *s, struct px_worker *w, struct px_delay delay)
{
	return ioctl(s->fd, PX_IOC_STEP, PX_STEP(0, 1)) == s->expected ? 0 : -EPROTO;
}

static px_inline int read_step(struct syscall_state *s, struct px_worker *w, struct px_delay delay)
{
	char byte;

	return read(s->fd, &byte, 1) == s->expected ? 0 : -EPROTO;
}

static px_inline int futex_step(struct syscall_state *s, struct px_worker *w, struct px_delay delay)
{
	return syscall(SYS_futex, &s->fd, FUTEX_WAKE_PRIVATE, 1) == s->expected ? 0 : -EPROTO;
}

PX_LOOP(getppid_step)
PX_LOOP(read_step)
PX_LOOP(futex_step)
PX_LOOP(ioctl_step)

static int open_file(struct syscall_state *s, const char *path, long expected)
{
	s->expected = expected;
	s->fd = open(path, O_RDWR | O_CLOEXEC);
	return s->fd < 0 ? -errno : 0;
}

static int setup_getppid(void *state, const struct px_run_spec *spec)
{
	return open_file(state, "/dev/null", getppid());
}

static int setup_refused(void *state, const struct px_run_spec *spec)
{
	return open_file(state, "/dev/null", -1);
}

static int setup_read(void *state, const struct px_run_spec *spec)
{
	return open_file(state, "/dev/zero", 1);
}

static int setup_futex(void *state, const struct px_run_spec *spec)
{
	return open_file(state, "/dev/null", 0);
}

static int setup_null_device(void *state, const struct px_run_spec *spec)
{
	return open_file(state, NULL_DEVICE_PATH, 0);
}

static void close_file(void *state)
{
	close(((struct syscall_state *)state)->fd);
}

/* A call with another result ends the run with an error. */
static u32 check(const void *state, const struct px_total *total, struct px_finding *findings)
{
	return px_expect(findings, "workers", 1, total->workers);
}

#define SYSCALL_WORKLOAD(step, prepare)					\
	{								\
		.name = #step,						\
		.state_size = sizeof(struct syscall_state),		\
		.setup = prepare,					\
		.teardown = close_file,					\
		.roles = { { .name = "caller", .loop = step##_loop } },	\
		.check = check,						\
	}

static const struct px_workload by_getppid = SYSCALL_WORKLOAD(getppid_step, setup_getppid);
static const struct px_workload by_refused = SYSCALL_WORKLOAD(ioctl_step, setup_refused);
static const struct px_workload by_read_zero = SYSCALL_WORKLOAD(read_step, setup_read);
static const struct px_workload by_futex_wake = SYSCALL_WORKLOAD(futex_step, setup_futex);
static const struct px_workload by_null_device = SYSCALL_WORKLOAD(ioctl_step, setup_null_device);

static int probe(char *why, size_t size)
{
	return 0;
}

static int probe_null_device(char *why, size_t size)
{
	if (!access(NULL_DEVICE_PATH, R_OK | W_OK))
		return 0;
	snprintf(why, size, "%s: %s (\"make bench\" provides it)", NULL_DEVICE_PATH,
		 strerror(errno));
	return -errno;
}

#define SYSCALL_SIDE(side_name, prober)						\
static int run_##side_name(const struct px_side *side, const char *workload,	\
			   const struct px_run_spec *spec,			\
			   const struct px_input_file *input, struct px_record *rec) \
{										\
	return px_side_user_run(&by_##side_name, spec, NULL, rec);		\
}										\
										\
const struct px_side px_side_##side_name = {					\
	.name = #side_name, .probe = prober, .run = run_##side_name,		\
}

SYSCALL_SIDE(getppid, probe);
SYSCALL_SIDE(refused, probe);
SYSCALL_SIDE(read_zero, probe);
SYSCALL_SIDE(futex_wake, probe);
SYSCALL_SIDE(null_device, probe_null_device);
