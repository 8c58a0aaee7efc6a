// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "side_syscall.h"
#include "side_user.h"
#include "harness/workload.h"

#define BARE_PATH	"/dev/parallax_bare"	/* as in kmod/bench/null_device.c */

struct floor {
	int fd;
	long answer;			/* to every call */
};

static px_inline int getppid_step(struct floor *f, struct px_worker *w, struct px_delay delay)
{
	return syscall(SYS_getppid) == f->answer ? 0 : -EPROTO;
}

static px_inline int ioctl_step(struct floor *f, struct px_worker *w, struct px_delay delay)
{
	return ioctl(f->fd, PX_IOC_STEP, PX_STEP(0, 1)) == f->answer ? 0 : -EPROTO;
}

PX_LOOP(getppid_step)
PX_LOOP(ioctl_step)

static int open_floor(struct floor *f, const char *path, long answer)
{
	f->answer = answer;
	f->fd = open(path, O_RDWR | O_CLOEXEC);
	return f->fd < 0 ? -errno : 0;
}

static int ask_parent(void *state, const struct px_run_spec *spec)
{
	return open_floor(state, "/dev/null", getppid());
}

static int open_null(void *state, const struct px_run_spec *spec)
{
	return open_floor(state, "/dev/null", -1);
}

static int open_bare(void *state, const struct px_run_spec *spec)
{
	return open_floor(state, BARE_PATH, 0);
}

static void close_floor(void *state)
{
	close(((struct floor *)state)->fd);
}

/* A call with another answer would have ended the run. */
static u32 check(const void *state, const struct px_total *total, struct px_finding *findings)
{
	return px_expect(findings, "workers", 1, total->workers);
}

#define FLOOR(step, prepare)						\
	{								\
		.name = #step,						\
		.state_size = sizeof(struct floor),			\
		.setup = prepare,					\
		.teardown = close_floor,				\
		.roles = { { .name = "caller", .loop = step##_loop } },	\
		.check = check,						\
	}

static const struct px_workload by_getppid = FLOOR(getppid_step, ask_parent);
static const struct px_workload by_null = FLOOR(ioctl_step, open_null);
static const struct px_workload by_bare = FLOOR(ioctl_step, open_bare);

static int probe(char *why, size_t size)
{
	return 0;
}

static int probe_bare(char *why, size_t size)
{
	if (!access(BARE_PATH, R_OK | W_OK))
		return 0;
	snprintf(why, size, "%s: %s (make bench has it)", BARE_PATH, strerror(errno));
	return -errno;
}

static int run_getppid(const struct px_side *side, const char *workload,
		       const struct px_run_spec *spec, const struct px_input_file *input,
		       struct px_record *rec)
{
	return px_side_user_run(&by_getppid, spec, NULL, rec);
}

static int run_null(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
		    const struct px_input_file *input, struct px_record *rec)
{
	return px_side_user_run(&by_null, spec, NULL, rec);
}

static int run_bare(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
		    const struct px_input_file *input, struct px_record *rec)
{
	return px_side_user_run(&by_bare, spec, NULL, rec);
}

const struct px_side px_side_getppid = {
	.name = "getppid", .probe = probe, .run = run_getppid,
};

const struct px_side px_side_refused = {
	.name = "refused", .probe = probe, .run = run_null,
};

const struct px_side px_side_null_device = {
	.name = "bare", .probe = probe_bare, .run = run_bare,
};
