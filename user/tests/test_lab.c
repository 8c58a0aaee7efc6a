// SPDX-License-Identifier: GPL-2.0-only
/* PX_IOC_LAB: its errors and results; it can be interrupted and killed. */
#include <pthread.h>
#include <sched.h>
#include "child.h"
#include "tests/tap.h"

#define LAB	"rwlock_reentry"

static struct px_observation observations[PX_MAX_OBSERVATIONS];
static struct px_event events[PX_MAX_EVENTS];

static struct px_lab_run valid_args(void)
{
	return (struct px_lab_run) {
		.size = sizeof(struct px_lab_run),
		.lab = LAB,
		.nr_observations = PX_MAX_OBSERVATIONS,
		.nr_events = PX_MAX_EVENTS,
		.observations = (uintptr_t)observations,
		.events = (uintptr_t)events,
	};
}

static int run_lab(int fd, const char *lab)
{
	struct px_lab_run p = valid_args();
	int err;

	strcpy(p.lab, lab);
	err = call(fd, PX_IOC_LAB, &p);
	return err ? err : p.error;
}

static int run(int fd)
{
	return run_lab(fd, LAB);
}

#define REFUSED(fd, wanted, what, change)					\
	do {									\
		p = valid_args();							\
		change;								\
		tap_ok(call(fd, PX_IOC_LAB, &p) == wanted, what ": " #wanted);	\
	} while (0)

static void refusals(void)
{
	int fd = open_instance();
	struct px_lab_run p;

	REFUSED(fd, -ENOENT, "an unknown lab", p.lab[0] = 'x');
	REFUSED(fd, -EINVAL, "a name without an end", memset(p.lab, 'x', sizeof(p.lab)));
	REFUSED(fd, -EINVAL, "a flag", p.flags = 1);
	REFUSED(fd, -EINVAL, "an error given", p.error = 1);
	REFUSED(fd, -EINVAL, "a phase too many", p.phase = 1);
	REFUSED(fd, -EINVAL, "phase 2^32 - 1", p.phase = UINT32_MAX);
	REFUSED(fd, -EINVAL, "a structure too short", p.size -= 8);
	REFUSED(fd, -ENOSPC, "no room for observations", p.nr_observations = 0);
	tap_ok(p.nr_observations && p.nr_events > 1, "and both counts are returned");
	REFUSED(fd, -ENOSPC, "no room for events", p.nr_events = 1);
	tap_ok(p.nr_observations && p.nr_events > 1, "and both counts are returned again");
	REFUSED(fd, -EFAULT, "an invalid address for observations", p.observations = 8);
	REFUSED(fd, -EFAULT, "an invalid address for events", p.events = 8);
	p = valid_args();
	tap_ok(!call(fd, PX_IOC_LAB, &p) && !p.error, "after these errors the lab runs");
	tap_ok(p.nr_observations && p.nr_observations < PX_MAX_OBSERVATIONS &&
		       !observations[p.nr_observations].what[0],
	       "it fills as many observations as it reports");
	tap_ok(p.nr_events && p.nr_events < PX_MAX_EVENTS && !events[p.nr_events].what[0],
	       "and as many events");
	tap_ok(!run(fd), "it runs a second time");
	close(fd);
}

static void *run_in_thread(void *fd)
{
	return (void *)(intptr_t)run(*(int *)fd);
}

static void one_at_a_time(void)
{
	int fd = open_instance(), other = open_instance();
	pthread_t t;
	void *err;

	pthread_create(&t, NULL, run_in_thread, &fd);
	sleep_ms(20);
	tap_ok(run(fd) == -EBUSY, "a second lab of the instance at the same time: EBUSY");
	tap_ok(!run(other), "another instance can run it");
	pthread_join(t, &err);
	tap_ok(!err, "the first lab ends");
	close(fd);
	close(other);
}

/* Repeats the lab until a signal interrupts it. */
static void interrupted(void)
{
	int fd = open_instance(), err = 0;
	uint64_t start = now_ms();
	struct child child;

	catch_sigusr1();
	child = send_signals(7);
	while (err != -EINTR && now_ms() - start < 5000)
		err = run(fd);
	tap_ok(err == -EINTR, "a signal interrupts a lab: EINTR");
	child_kill(child);
	tap_ok(!run(fd), "and it can run again");
	close(fd);
}

/* A process that repeats the lab, with all its threads on one CPU if on_one is set. */
static pid_t run_forever(const char *lab, bool on_one)
{
	pid_t child = fork();
	cpu_set_t one;
	int fd;

	if (child)
		return child;
	CPU_ZERO(&one);
	CPU_SET(0, &one);
	if (on_one)
		sched_setaffinity(0, sizeof(one), &one);
	fd = open_instance();
	for (;;)
		run_lab(fd, lab);
}

/* Kills processes at different moments of the lab, several at a time. */
static void killed(const char *lab, unsigned int many, bool on_one)
{
	uint64_t longest = 0;
	pid_t children[4];

	for (unsigned int i = 0; i < 10; i++) {
		uint64_t start;

		for (unsigned int c = 0; c < many; c++)
			children[c] = run_forever(lab, on_one);
		sleep_ms(3 + 11 * i);
		start = now_ms();
		for (unsigned int c = 0; c < many; c++) {
			kill(children[c], SIGKILL);
			waitpid(children[c], NULL, 0);
		}
		if (now_ms() - start > longest)
			longest = now_ms() - start;
	}
	tap_ok(longest < 1000 * many,
	       "%s, %u at once%s: kill -9 ends each within a second (%llu ms)", lab, many,
	       on_one ? ", on one CPU" : "", (unsigned long long)longest);
}

/* The process ends after the first phase of the lab, but its thread does not. */
static int leave_thread_behind(void)
{
	struct px_lab_run p = valid_args();
	int fd = open_instance();

	strcpy(p.lab, "threads_outlive");
	return call(fd, PX_IOC_LAB, &p) || p.error ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* With an argument: only leaves a thread behind, for a test of guest.sh. */
int main(int argc, char **argv)
{
	if (argc > 1)
		return leave_thread_behind();
	refusals();
	one_at_a_time();
	interrupted();
	killed(LAB, 1, false);
	killed("rwlock_overlap", 1, true);
	killed("thread_detached", 4, false);
	return tap_done();
}
