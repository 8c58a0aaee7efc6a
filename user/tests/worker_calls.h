/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls of a user worker, by ioctl. They return -errno on failure. */
#ifndef PX_TEST_WORKER_CALLS_H
#define PX_TEST_WORKER_CALLS_H

#include "instance.h"

static inline int attach(int fd, uint32_t worker)
{
	struct px_attach a = { .size = sizeof(a), .worker = worker };

	return call(fd, PX_IOC_ATTACH, &a);
}

static inline int start_user_workers(int fd)
{
	struct px_start s = { .size = sizeof(s), .flags = PX_START_USER_WORKERS };

	return call(fd, PX_IOC_START, &s);
}

/* delays may be NULL. *delays receives the measured delays. */
static inline int delay(int fd, uint32_t worker, struct px_set_delay *delays)
{
	struct px_set_delay own = { .size = sizeof(own), .worker = worker };
	int err = call(fd, PX_IOC_DELAY, &own);

	if (delays)
		*delays = own;
	return err;
}

/* Returns the number of steps that were executed. */
static inline long step(int fd, uint32_t worker, uint32_t count)
{
	long done = ioctl(fd, PX_IOC_STEP, (unsigned long)PX_STEP(worker, count));

	return done < 0 ? -errno : done;
}

static inline int detach_with_ops(int fd, uint32_t worker, uint64_t *ops)
{
	struct px_detach d = { .size = sizeof(d), .worker = worker };
	int err = call(fd, PX_IOC_DETACH, &d);

	*ops = d.ops;
	return err;
}

static inline int detach(int fd, uint32_t worker)
{
	uint64_t ops;

	return detach_with_ops(fd, worker, &ops);
}

/* An instance with a started run. All its workers are attached. */
static inline int open_run(struct px_setup s, uint32_t threads)
{
	int fd = open_instance();
	int err;

	s.spec.threads = threads;
	err = call(fd, PX_IOC_SETUP, &s);
	for (uint32_t i = 0; !err && i < threads; i++)
		err = attach(fd, i);
	if (!err)
		err = start_user_workers(fd);
	if (err)
		printf("# %s: %s\n", s.workload, strerror(-err));
	return fd;
}

/* The check succeeds and every finding has the expected value. */
static inline bool check_passes(int fd)
{
	struct px_check c;
	int err = check_run(fd, &c);
	bool passes = !err && c.nr_findings;

	for (uint32_t i = 0; passes && i < c.nr_findings; i++) {
		const struct px_finding *f = &c.findings[i];

		if (f->expected == f->observed)
			continue;
		printf("# %s: %llu, expected %llu\n", f->what, (unsigned long long)f->observed,
		       (unsigned long long)f->expected);
		passes = false;
	}
	return passes;
}

/* The value that the check has observed, or -errno. */
static inline int64_t observed(int fd)
{
	struct px_check c;
	int err = check_run(fd, &c);

	return err ? err : (int64_t)c.findings[0].observed;
}

#endif /* PX_TEST_WORKER_CALLS_H */
