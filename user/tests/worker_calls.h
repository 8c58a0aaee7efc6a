/* SPDX-License-Identifier: GPL-2.0-only */
/* caller: a worker's life, as the tests lead it by ioctl. All return -errno if it is not to be. */
#ifndef PX_TEST_WORKER_CALLS_H
#define PX_TEST_WORKER_CALLS_H

#include "instance.h"

static inline int attach(int fd, uint32_t worker)
{
	struct px_attach e = { .size = sizeof(e), .worker = worker };

	return call(fd, PX_IOC_ATTACH, &e);
}

static inline int start_callers(int fd)
{
	struct px_start s = { .size = sizeof(s), .flags = PX_START_USER_WORKERS };

	return call(fd, PX_IOC_START, &s);
}

/* What it takes is in *p, if that is asked for. */
static inline int delay(int fd, uint32_t worker, struct px_set_delay *p)
{
	struct px_set_delay own = { .size = sizeof(own), .worker = worker };
	int err = call(fd, PX_IOC_DELAY, &own);

	if (p)
		*p = own;
	return err;
}

/* How many steps were done. */
static inline long step(int fd, uint32_t worker, uint32_t count)
{
	long done = ioctl(fd, PX_IOC_STEP, (unsigned long)PX_STEP(worker, count));

	return done < 0 ? -errno : done;
}

static inline int leave_with(int fd, uint32_t worker, uint64_t *ops)
{
	struct px_detach l = { .size = sizeof(l), .worker = worker };
	int err = call(fd, PX_IOC_DETACH, &l);

	*ops = l.ops;
	return err;
}

static inline int detach(int fd, uint32_t worker)
{
	uint64_t ops;

	return leave_with(fd, worker, &ops);
}

/* An instance whose workers have all entered, and may step. */
static inline int open_run(struct px_setup s, uint32_t threads)
{
	int fd = open_instance();
	int err;

	s.spec.threads = threads;
	err = call(fd, PX_IOC_SETUP, &s);
	for (uint32_t i = 0; !err && i < threads; i++)
		err = attach(fd, i);
	if (!err)
		err = start_callers(fd);
	if (err)
		printf("# %s: %s\n", s.workload, strerror(-err));
	return fd;
}

/* Its check is served, and what was found is what must be. */
static inline bool run_holds(int fd)
{
	struct px_check c;
	int err = check_run(fd, &c);
	bool holds = !err && c.nr_findings;

	for (uint32_t i = 0; holds && i < c.nr_findings; i++) {
		const struct px_finding *f = &c.findings[i];

		if (f->expected == f->observed)
			continue;
		printf("# %s: %llu, expected %llu\n", f->what, (unsigned long long)f->observed,
		       (unsigned long long)f->expected);
		holds = false;
	}
	return holds;
}

#endif /* PX_TEST_WORKER_CALLS_H */
