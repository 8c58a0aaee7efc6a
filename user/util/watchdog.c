// SPDX-License-Identifier: GPL-2.0-only
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include "error.h"
#include "hang_report.h"
#include "harness/run_internal.h"
#include "os.h"
#include "watchdog.h"

#define MARGIN_NS	15000000000ull	/* beyond the length of the run */
#define CONFIRM_NS	5000000000ull	/* a process that was stopped then ends its run */
#define SLICE_NS	20000000ull
#define WORKER_NS	20000000ull	/* to start one worker */
#define LINE_NS		100000ull	/* to make, read and add up a line of input */

/* Protects current and due. A report holds it, so that its run cannot end. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct px_hang current;		/* spec NULL: no run */
static u64 due;				/* when the current run is over its limit */

static timer_t timer;
static bool has_timer;

u64 px_watchdog_limit(const struct px_run_spec *spec, const struct px_input_file *input)
{
	u64 lines = input ? input->lines : spec->lines;

	return px_run_length(spec) + MARGIN_NS + spec->threads * WORKER_NS + lines * LINE_NS;
}

/* Returns true, and holds the lock, if a run is over its limit. */
static bool lock_overdue(void)
{
	pthread_mutex_lock(&lock);
	if (current.spec && px_os_now() >= due)
		return true;
	pthread_mutex_unlock(&lock);
	return false;
}

static bool is_overdue(void)
{
	bool overdue = lock_overdue();

	if (overdue)
		pthread_mutex_unlock(&lock);
	return overdue;
}

/*
 * Called in a thread of its own when the time is over. The process may have been stopped for a
 * part of it. By now the run may have ended, and another run may have begun.
 */
static void expire(union sigval unused)
{
	for (u64 waited = 0; waited < CONFIRM_NS; waited += SLICE_NS) {
		if (!is_overdue())
			return;
		px_os_sleep(SLICE_NS);
	}
	if (!lock_overdue())
		return;
	px_hang_report(&current);
	_exit(PX_EXIT_FAILED);
}

/* Without a timer, for lack of threads, there is no watchdog. */
static void make_timer(void)
{
	struct sigevent event = { .sigev_notify = SIGEV_THREAD, .sigev_notify_function = expire };

	has_timer = !timer_create(CLOCK_MONOTONIC, &event, &timer);
}

static void set_timer(u64 ns)
{
	struct itimerspec in = {
		.it_value = { (time_t)(ns / 1000000000), (long)(ns % 1000000000) },
	};

	if (has_timer)
		timer_settime(timer, 0, &in, NULL);
}

void px_watchdog_start(const char *side, const char *workload, const struct px_run_spec *spec,
		       const struct px_input_file *input)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	u64 limit = px_watchdog_limit(spec, input);

	pthread_once(&once, make_timer);
	pthread_mutex_lock(&lock);
	current = (struct px_hang) {
		.side = side, .workload = workload, .spec = spec, .began = px_os_now(),
	};
	due = current.began + limit;
	pthread_mutex_unlock(&lock);
	set_timer(limit);
}

void px_watchdog_watch(const struct px_run *run)
{
	pthread_mutex_lock(&lock);
	current.run = run;
	pthread_mutex_unlock(&lock);
}

void px_watchdog_stop(void)
{
	set_timer(0);
	pthread_mutex_lock(&lock);
	current.spec = NULL;
	current.run = NULL;
	pthread_mutex_unlock(&lock);
}
