// SPDX-License-Identifier: GPL-2.0-only
#include <pthread.h>
#include <signal.h>
#include "sigint.h"
#include "harness/run.h"

static pthread_t main_thread;
static volatile sig_atomic_t interrupted;
static struct px_run *volatile current;	/* only main_thread accesses it */

static void handle(int sig)
{
	if (!pthread_equal(pthread_self(), main_thread)) {
		pthread_kill(main_thread, sig);
		return;
	}
	if (interrupted) {
		signal(sig, SIG_DFL);
		raise(sig);
	}
	interrupted = 1;
	if (current)
		px_run_stop(current);
}

/* Without SA_RESTART: a blocking call returns -EINTR. */
void px_sigint_prepare(void)
{
	struct sigaction action = { .sa_handler = handle };

	main_thread = pthread_self();
	sigaction(SIGINT, &action, NULL);
}

bool px_sigint_received(void)
{
	return interrupted;
}

void px_sigint_stops(struct px_run *run)
{
	current = run;
	if (run && interrupted)
		px_run_stop(run);
}
