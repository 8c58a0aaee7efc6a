// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every allocation and every user copy of the module in the context of a caller or an
 * io_uring worker fails once, for each kind of call. The call must report the fault and have
 * no effect: a second call must succeed. kmemleak finds leaks afterwards.
 *
 * A failed copy is always reported. A failed allocation need not be: the kernel makes
 * some allocations for its own checks, and some callers fall back to vmalloc.
 */
#include <sys/syscall.h>
#include "fault_cases.h"
#include "fault_injection.h"
#include "tests/tap.h"

#define MAX_FAULTS	400u	/* maximum in one call; more is an error of this test */

static unsigned long copies_failed, allocations_failed, tolerated;

#define NAME(name)	#name,
static const char *const workloads[] = { PX_WORKLOADS(NAME) };

/* Labs that have events: copying no event cannot fail. */
static const char *const lab_names[] = {
	"thread_join_value", "scope_borrows", "chan_order", "rwlock_overlap", "rwlock_downgrade",
	"arc_upgrade_after_drop", "chan_bounded_blocks",
};

/* ---- one case, with each of its faults ---- */

/* err: result of the call in which the fault occurred; again: result of a second call. */
static bool is_reported(int err, int again, bool copies)
{
	if (!err)
		return !copies;
	return err != -ETIMEDOUT && !again;
}

/* Makes the call once for each attempt that can fail. *faults is the number of attempts. */
static bool run_case(const struct fault_case *c, bool copies, unsigned int *faults)
{
	bool good = true, met = true;

	for (*faults = 0; good && met && *faults < MAX_FAULTS; *faults += met) {
		int fd = open_instance(), err, again = 0;

		if (c->prepare)
			c->prepare(fd, c);
		if (getenv("PX_TRACE"))
			printf("# %s %s: fault %u\n", c->target, c->name, *faults + 1);
		fault_arm(*faults + 1);
		err = c->call(fd, c);
		met = fault_disarm();
		if (met && err)
			again = c->call(fd, c);
		tolerated += met && !err;
		good = met ? is_reported(err, again, copies) : !err;
		if (!good)
			printf("# %s %s: fault %u%s: %s, then %s\n", c->target, c->name,
			       *faults + 1, met ? "" : " was not met", strerror(-err),
			       strerror(-again));
		close(fd);
	}
	*(copies ? &copies_failed : &allocations_failed) += *faults;
	return good && *faults < MAX_FAULTS;
}

/* target: target of all cases, or NULL. least: the least number of faults of each case. */
static void run_kind(const struct fault_case *cases, size_t nr, const char *target, bool copies,
		     unsigned int least, const char *name)
{
	unsigned int faults, sum = 0;
	bool good = !fault_select(copies ? FAULT_COPY : FAULT_SLAB | FAULT_PAGES);

	for (size_t i = 0; i < nr; i++) {
		struct fault_case c = cases[i];

		if (target)
			c.target = target;
		good &= run_case(&c, copies, &faults);
		sum += faults;
		if (faults < least) {
			printf("# %s %s: %u faults, expected at least %u\n", c.target, c.name,
			       faults, least);
			good = false;
		}
	}
	tap_ok(good, "%s: %u %s failed, each was reported, and a second call succeeded", name, sum,
	       copies ? "copies" : "allocations");
}

static void run_cases(const struct fault_case *cases, size_t nr, const char *target,
		      unsigned int copies, const char *name)
{
	run_kind(cases, nr, target, true, copies, name);
	run_kind(cases, nr, target, false, 0, name);
}

/* A step of these workloads would wait for another worker without a time limit. */
static bool step_blocks(const char *workload)
{
	return !strncmp(workload, "chan_", 5) && strcmp(workload, "chan_self");
}

static void run_workload(const char *name)
{
	struct fault_case cases[nr_fault_run_cases];
	size_t nr = 0;

	for (size_t i = 0; i < nr_fault_run_cases; i++)
		if (!step_blocks(name) || !fault_case_is_step(&fault_run_cases[i]))
			cases[nr++] = fault_run_cases[i];
	run_cases(cases, nr, name, 0, name);
}

/* The ring has one worker. It starts with the first command, and then stays. */
static void run_by_ring_worker(void)
{
	struct fault_case cases[nr_fault_op_cases];
	int fd = open_instance(), worker;
	size_t nr = 0;

	ring_set_max_workers(&fault_ring, 1);
	fault_ring_async = true;
	fault_ring_call(fd, PX_IOC_STEP, PX_STEP(0, 1));
	worker = fault_open_ring_worker();
	fault_use_task(worker);
	if (tap_ok(worker >= 0, "faults can be injected in the ring's worker")) {
		for (size_t i = 0; i < nr_fault_op_cases; i++)
			if (fault_op_cases[i].by_ring)
				cases[nr++] = fault_op_cases[i];
		run_cases(cases, nr, NULL, 1, "operations by an io_uring worker");
		close(worker);
	}
	fault_use_task(-1);
	fault_ring_async = false;
	close(fd);
}

/* ---- loading the module ---- */

static int load(int module)
{
	return syscall(SYS_finit_module, module, "", 0) ? -errno : 0;
}

static int unload(void)
{
	return syscall(SYS_delete_module, "parallax", O_NONBLOCK) ? -errno : 0;
}

static void run_load(void)
{
	int module = open("/lib/parallax/parallax.ko", O_RDONLY | O_CLOEXEC);
	unsigned int faults = 0, failed = 0;
	bool good = module >= 0 && !fault_select(FAULT_ALL), met = true;

	for (unsigned int nth = 1; good && met && nth < MAX_FAULTS; nth++) {
		int err, again = 0;

		if (unload())
			good = false;
		fault_arm(nth);
		err = load(module);
		met = fault_disarm();
		faults += met;
		failed += met && err;
		if (err)
			again = load(module);
		good &= !again && (met || !err);
		if (!good)
			printf("# load: fault %u: %s, then %s\n", nth, strerror(-err),
			       strerror(-again));
	}
	allocations_failed += faults;
	tap_ok(good && failed > 0,
	       "loading the module with %u faults: it failed %u times, and the next "
	       "load succeeded",
	       faults, failed);
	close(module);
}

int main(void)
{
	int err = fault_available() ? fault_select(FAULT_ALL) : -ENOENT;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (err) {
		tap_ok(1, "faults # SKIP this kernel injects none: %s", strerror(-err));
		return tap_done();
	}
	err = ring_open(&fault_ring, -1, 8, 0);
	if (err)
		printf("# cannot open a ring: %s\n", strerror(-err));
	run_cases(fault_plain_cases, nr_fault_plain_cases, NULL, 0, "calls");
	run_cases(fault_op_cases, nr_fault_op_cases, NULL, 1, "operations");
	run_by_ring_worker();
	for (size_t i = 0; i < sizeof(workloads) / sizeof(workloads[0]); i++)
		run_workload(workloads[i]);
	for (size_t i = 0; i < sizeof(lab_names) / sizeof(lab_names[0]); i++) {
		const struct fault_case c = { "", lab_names[i], fault_call_lab };

		run_cases(&c, 1, NULL, 1, lab_names[i]);
	}
	ring_close(&fault_ring);
	run_load();
	printf("# attack: faults: %lu copies and %lu allocations failed; %lu of these had no "
	       "effect\n",
	       copies_failed, allocations_failed, tolerated);
	return tap_done();
}
