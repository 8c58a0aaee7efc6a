// SPDX-License-Identifier: GPL-2.0-only
/* Names and scheduling of the module's kernel threads, as threads of the caller would have them. */
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include "instance.h"
#include "module_threads.h"
#include "tests/tap.h"

static int fd;

static unsigned int wrong;

static void check_name(pid_t pid, const char *name)
{
	wrong += atoi(name + 3) != getpid();
}

/* The run is set up by another thread of the process. */
static void *start_run(void *arg)
{
	struct px_setup setup = good_setup("mutex_counter");

	setup.spec.duration_ns = 1000000000;
	set_up_and_start(fd, setup);
	return NULL;
}

static void names(void)
{
	pthread_t t;
	unsigned int nr;

	fd = open_instance();
	pthread_create(&t, NULL, start_run, NULL);
	pthread_join(t, NULL);
	wrong = 0;
	nr = each_module_thread(check_name);
	tap_ok(nr >= 1 && !wrong, "%u threads of a run are called px/PROCESS", nr);
	close(fd);
}

static int policy, nice_value;

static void read_scheduling(pid_t pid, const char *name)
{
	policy = sched_getscheduler(pid);
	nice_value = getpriority(PRIO_PROCESS, (id_t)pid);
}

static void *read_own(void *arg)
{
	read_scheduling(0, NULL);
	return NULL;
}

/* What a pthread gets, a kernel thread gets. */
static void same_as_pthread(const char *what)
{
	pthread_t t;
	int wanted_policy, wanted_nice;

	pthread_create(&t, NULL, read_own, NULL);
	pthread_join(t, NULL);
	wanted_policy = policy;
	wanted_nice = nice_value;
	policy = nice_value = -99;
	op(fd, PX_OP_MUTEX_LOCK, "m");
	each_module_thread(read_scheduling);
	op(fd, PX_OP_MUTEX_UNLOCK, "m");
	if (!tap_ok(policy == wanted_policy && nice_value == wanted_nice, "%s: as a pthread", what))
		printf("# policy %d, nice %d; a pthread has %d, %d\n", policy, nice_value,
		       wanted_policy, wanted_nice);
}

static void set_policy(int value, int priority)
{
	const struct sched_param p = { .sched_priority = priority };

	if (sched_setscheduler(0, value, &p))
		printf("# sched_setscheduler: %s\n", strerror(errno));
}

int main(void)
{
	names();
	fd = open_instance();
	op(fd, PX_OP_MUTEX_NEW, "m");
	same_as_pthread("the default policy");
	set_policy(SCHED_FIFO, 10);
	same_as_pthread("FIFO");
	set_policy(SCHED_FIFO | SCHED_RESET_ON_FORK, 10);
	same_as_pthread("FIFO with SCHED_RESET_ON_FORK");
	set_policy(SCHED_BATCH | SCHED_RESET_ON_FORK, 0);
	setpriority(PRIO_PROCESS, 0, -5);
	same_as_pthread("BATCH and nice -5 with SCHED_RESET_ON_FORK");
	setpriority(PRIO_PROCESS, 0, 5);
	same_as_pthread("BATCH and nice 5 with SCHED_RESET_ON_FORK");
	return tap_done();
}
