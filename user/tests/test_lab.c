// SPDX-License-Identifier: GPL-2.0-only
/* PX_IOC_LAB: what it refuses, what it hands out, and that it can be interrupted. */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include "instance.h"
#include "tests/tap.h"

#define LAB	"rwlock_reentry"

static struct px_observation observations[PX_MAX_OBSERVATIONS];
static struct px_event events[PX_MAX_EVENTS];

static struct px_lab_run good(void)
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

static int perform_lab(int fd, const char *lab)
{
	struct px_lab_run p = good();
	int err;

	strcpy(p.lab, lab);
	err = call(fd, PX_IOC_LAB, &p);
	return err ? err : p.error;
}

static int perform(int fd)
{
	return perform_lab(fd, LAB);
}

#define REFUSED(fd, wanted, what, change)					\
	do {									\
		p = good();							\
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
	REFUSED(fd, -EINVAL, "an act too many", p.phase = 1);
	REFUSED(fd, -EINVAL, "act 2^32 - 1", p.phase = UINT32_MAX);
	REFUSED(fd, -EINVAL, "a structure too short", p.size -= 8);
	REFUSED(fd, -ENOSPC, "no room for observations", p.nr_observations = 0);
	tap_ok(p.nr_observations && p.nr_events > 1, "which tells how many there are");
	REFUSED(fd, -ENOSPC, "no room for events", p.nr_events = 1);
	tap_ok(p.nr_observations && p.nr_events > 1, "likewise");
	REFUSED(fd, -EFAULT, "observations to nowhere", p.observations = 8);
	REFUSED(fd, -EFAULT, "events to nowhere", p.events = 8);
	p = good();
	tap_ok(!call(fd, PX_IOC_LAB, &p) && !p.error, "and then it is performed");
	tap_ok(p.nr_observations && p.nr_observations < PX_MAX_OBSERVATIONS &&
	       !observations[p.nr_observations].what[0], "with as many observations as it says");
	tap_ok(p.nr_events && p.nr_events < PX_MAX_EVENTS && !events[p.nr_events].what[0],
	       "and events");
	tap_ok(!perform(fd), "a second time as well");
	close(fd);
}

static void *perform_elsewhere(void *fd)
{
	return (void *)(intptr_t)perform(*(int *)fd);
}

static void one_at_a_time(void)
{
	int fd = open_instance(), other = open_instance();
	pthread_t t;
	void *err;

	pthread_create(&t, NULL, perform_elsewhere, &fd);
	sleep_ms(20);
	tap_ok(perform(fd) == -EBUSY, "a second lab of the instance meanwhile: -EBUSY");
	tap_ok(!perform(other), "but another instance may");
	pthread_join(t, &err);
	tap_ok(!err, "and the first comes to its end");
	close(fd);
	close(other);
}

/* Again and again, until a signal has come in its midst. */
static void interrupted(void)
{
	int fd = open_instance(), err = 0;
	pid_t parent = getpid(), child;
	uint64_t start = now_ms();

	hear_signals();
	child = fork();
	if (!child) {
		for (;;) {
			sleep_ms(7);
			kill(parent, SIGUSR1);
		}
	}
	while (err != -EINTR && now_ms() - start < 5000)
		err = perform(fd);
	tap_ok(err == -EINTR, "a signal ends a lab: EINTR");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	tap_ok(!perform(fd), "and another can follow");
	close(fd);
}

/* A process that performs the lab again and again; on one processor all its threads are. */
static pid_t perform_for_ever(const char *lab, bool on_one)
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
		perform_lab(fd, lab);
}

/* So many processes are killed in their midst, at another moment each time. */
static void killed(const char *lab, unsigned int many, bool on_one)
{
	uint64_t longest = 0;
	pid_t children[4];

	for (unsigned int i = 0; i < 10; i++) {
		uint64_t start;

		for (unsigned int c = 0; c < many; c++)
			children[c] = perform_for_ever(lab, on_one);
		sleep_ms(3 + 11 * i);
		start = now_ms();
		for (unsigned int c = 0; c < many; c++) {
			kill(children[c], SIGKILL);
			waitpid(children[c], NULL, 0);
		}
		if (now_ms() - start > longest)
			longest = now_ms() - start;
	}
	tap_ok(longest < 1000 * many, "%s, %u at once%s: kill -9, and gone within a second each (%llu ms)", lab,
	       many, on_one ? ", on one processor" : "", (unsigned long long)longest);
}

/* One process performs the first act, and ends; its thread has not. */
static int leave_thread_behind(void)
{
	struct px_lab_run p = good();
	int fd = open_instance();

	strcpy(p.lab, "threads_outlive");
	return call(fd, PX_IOC_LAB, &p) || p.error ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* With an argument: no test, but a part of one. */
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
