// SPDX-License-Identifier: GPL-2.0-only
/* Runs of kernel threads: what they inherit, that they can be stopped and killed, exact counts. */
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include "instance.h"
#include "module_threads.h"
#include "tests/tap.h"

static struct px_worker_result results[PX_MAX_THREADS];

/* A joined thread has left the module's code, but exists for a moment longer. */
static bool none_left(void)
{
	for (int i = 0; i < 100; i++, sleep_ms(10))
		if (!each_module_thread(NULL))
			return true;
	return false;
}

static bool all_nice, all_masked;

static void check_thread(pid_t pid, const char *name)
{
	cpu_set_t mask;

	if (getpriority(PRIO_PROCESS, (id_t)pid) != 7)
		all_nice = false;
	if (sched_getaffinity(pid, sizeof(mask), &mask) || CPU_COUNT(&mask) != 1 ||
	    !CPU_ISSET(1, &mask))
		all_masked = false;
}

static void inherits(void)
{
	struct px_setup s = good_setup("mutex_counter");
	cpu_set_t all, second;
	int fd = open_instance();
	int error;
	unsigned int n;

	sched_getaffinity(0, sizeof(all), &all);
	CPU_ZERO(&second);
	CPU_SET(1, &second);
	sched_setaffinity(0, sizeof(second), &second);
	setpriority(PRIO_PROCESS, 0, 7);
	s.spec.duration_ns = scaled(500000000);
	set_up_and_start(fd, s);
	sched_setaffinity(0, sizeof(all), &all);
	setpriority(PRIO_PROCESS, 0, 0);
	sleep_ms(200);
	all_nice = all_masked = true;
	n = each_module_thread(check_thread);
	tap_ok(n == 3, "two workers and the run's main thread are running (%u)", n);
	tap_ok(all_masked, "they have the CPU mask of the caller");
	tap_ok(all_nice, "and its nice value");
	tap_ok(strstr(fdinfo(fd), "state:\trunning\nworkload:\tmutex_counter\nthreads:\t2\n") !=
		       NULL,
	       "fdinfo shows the state, the workload and the threads");
	wait_run(fd, results, &error);
	tap_ok(strstr(fdinfo(fd), "state:\tended") != NULL, "and then that the run has ended");
	close(fd);
}

static void real_time(void)
{
	struct px_setup s = good_setup("mutex_counter");
	struct sched_param first = { .sched_priority = 10 }, other = { 0 };
	int fd = open_instance();
	uint64_t before = now_ms();
	int error = -1;

	s.spec.duration_ns = 300000000;
	sched_setscheduler(0, SCHED_FIFO, &first);
	set_up_and_start(fd, s);
	wait_run(fd, results, &error);
	sched_setscheduler(0, SCHED_OTHER, &other);
	tap_ok(!error && now_ms() - before < scaled(3000),
	       "a SCHED_FIFO run on every CPU ends at its time");
	close(fd);
}

static void counts(void)
{
	struct px_setup s = good_setup("thread_spawn_join");
	struct px_check check;
	int fd = open_instance();
	int error;

	s.spec.duration_ns = 0;
	s.spec.ops = 50;
	s.spec.threads = 3;
	s.spec.pin = PX_PIN_SPREAD;
	set_up_and_start(fd, s);
	tap_ok(!wait_run(fd, results, &error) && !error && results[0].ops == 50 &&
	       results[1].ops == 50 && results[2].ops == 50,
	       "a run by count: each worker does exactly so many operations");
	tap_ok(results[0].end_ns > results[0].start_ns && results[0].cpu_ns > 0,
	       "its start, end and CPU time are returned");
	tap_ok(!check_run(fd, &check) && check.findings[0].expected == check.findings[0].observed,
	       "and its check passes");
	close(fd);
}

/* A child waits for a run of 60 s and is killed. Returns the time until it has ended. */
static uint64_t kill_takes_ms(const char *workload, unsigned int threads, uint64_t hold_ns, int sig)
{
	struct px_setup s = good_setup(workload);
	uint64_t before;
	pid_t pid;
	int fd, error;

	s.spec.threads = threads;
	s.spec.duration_ns = PX_MAX_DURATION_NS;
	s.spec.hold_ns = hold_ns;
	pid = fork();
	if (!pid) {
		fd = open_instance();
		if (!set_up_and_start(fd, s))
			wait_run(fd, results, &error);
		_exit(0);
	}
	sleep_ms(threads > 100 ? 1500 : 300);
	before = now_ms();
	kill(pid, sig);
	waitpid(pid, NULL, 0);
	return now_ms() - before;
}

/* The shortest time. */
static uint64_t least_kill_ms(const char *workload, unsigned int threads, uint64_t hold_ns,
			      int sig, unsigned int limit_ms)
{
	uint64_t least = UINT64_MAX;

	for (unsigned int i = 0; i < TRIES && least > limit_ms; i++) {
		uint64_t ms = kill_takes_ms(workload, threads, hold_ns, sig);

		least = ms < least ? ms : least;
	}
	return least;
}

static void killed(unsigned int limit_ms)
{
	static const struct {
		const char *workload;
		unsigned int threads;
		uint64_t hold_ns;
		int sig;
	} cases[] = {
		{ "empty", 2, 0, SIGKILL },
		{ "mutex_counter", 4, 0, SIGINT },
		{ "mutex_counter", 2, 25000000, SIGKILL },
		{ "rwlock_mix", 8, 0, SIGKILL },
		{ "thread_spawn_join", 4, 0, SIGKILL },
		{ "chan_unbounded", 4, 0, SIGKILL },
		{ "chan_bounded", 5, 1000000, SIGKILL },
		{ "chan_rendezvous", 3, 0, SIGINT },
		{ "chan_rendezvous", PX_MAX_THREADS / 2, 0, SIGKILL },
		{ "chan_unbounded", PX_MAX_THREADS, 0, SIGKILL },
		{ "mutex_counter", PX_MAX_THREADS, 0, SIGKILL },
		{ "arc_clone", PX_MAX_THREADS, 0, SIGINT },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint64_t ms = least_kill_ms(cases[i].workload, cases[i].threads,
					    cases[i].hold_ns, cases[i].sig, limit_ms);

		tap_ok(ms <= limit_ms, "%s x %u: signal %d ends it within %u ms (%llu)",
		       cases[i].workload, cases[i].threads, cases[i].sig, limit_ms,
		       (unsigned long long)ms);
		tap_ok(none_left(), "and no thread of the run is left");
	}
}

/* Ctrl-Z and fg: the run continues while the process is stopped. It is not started again. */
static void stops_and_continues(void)
{
	struct px_setup s = good_setup("mutex_counter");
	uint64_t before = now_ms(), took;
	int status = -1;
	pid_t pid;

	s.spec.duration_ns = 600000000;
	pid = fork();
	if (!pid) {
		int fd = open_instance(), error = -1;
		int err = setpgid(0, 0) ? -errno : set_up_and_start(fd, s);

		err = err ? err : wait_run(fd, results, &error);
		_exit(err || error || results[0].end_ns > 900000000);
	}
	sleep_ms(200);
	kill(pid, SIGTSTP);
	waitpid(pid, &status, WUNTRACED);
	tap_ok(WIFSTOPPED(status), "a process that waits for its run can be stopped");
	sleep_ms(700);
	kill(pid, SIGCONT);
	waitpid(pid, &status, 0);
	took = now_ms() - before;
	tap_ok(WIFEXITED(status) && !WEXITSTATUS(status), "when it continues, it has its results");
	tap_ok(took < 1400, "at once: the run was not started again (%llu ms)",
	       (unsigned long long)took);
}

static void closed(void)
{
	struct px_setup s = good_setup("empty");
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	int fd = open_instance();
	int error;

	sigaction(SIGCHLD, &ignore, NULL);
	s.spec.duration_ns = PX_MAX_DURATION_NS;
	set_up_and_start(fd, s);
	close(fd);
	tap_ok(none_left(), "close ends a run that no process waits for");
	fd = open_instance();
	s.spec.duration_ns = 50000000;
	tap_ok(!set_up_and_start(fd, s) && !wait_run(fd, results, &error),
	       "and the next run succeeds");
	close(fd);
}

int main(int argc, char **argv)
{
	inherits();
	real_time();
	counts();
	stops_and_continues();
	killed(argc > 1 ? (unsigned int)atoi(argv[1]) : 100);
	closed();
	return tap_done();
}
