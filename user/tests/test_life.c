// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_life [SEED]: at any moment, in every workload, by each way, and in every lab, whoever uses
 * the module is killed, or closes its ring or its file: then all that it had is gone,
 * and the module can go. Every wait hears a signal. Ten thousand instances at once.
 * A file that was passed on works for who may not open it. What comes out of the module
 * are its answers, and nothing that lay about in the kernel.
 */
#include <poll.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include "allowed_errors.h"
#include "worker_calls.h"
#include "uring_calls.h"
#include "send_fd.h"
#include "tests/tap.h"

#define ROUNDS		3u
#define INSTANCES	10000u

#define NAME(name)	#name,
static const char *const workloads[] = { PX_WORKLOADS(NAME) };
static const char *const plays[] = { PX_LABS(NAME) };

#define NR(list)	(sizeof(list) / sizeof((list)[0]))

static uint64_t seed, kills, closes;

static uint32_t pick(uint32_t below)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(seed >> 33) % below;
}

/* ---- a life, and its end ---------------------------------------------------------- */

enum way { BY_THREADS, BY_IOCTL, BY_RING, BY_LAB, WAYS };

/* Ends are of the process, or, by itself, of its ring or its file while calls are in it. */
enum end { KILLED, CLOSES_FILE, CLOSES_RING, ENDS };

static void live_by_threads(int fd, struct px_setup s)
{
	struct px_worker_result results[4];
	int error;

	s.spec.duration_ns = 20000000000ull;
	if (!set_up_and_start(fd, s))
		wait_run(fd, results, &error);
}

struct stepper {
	pthread_t thread;
	int fd;
	uint32_t worker;
};

static void *step_on(void *arg)
{
	const struct stepper *s = arg;

	while (step(s->fd, s->worker, 100) > 0)
		;
	return NULL;
}

static void live_by_ioctl(int fd, struct px_setup s)
{
	struct stepper steppers[3];

	for (uint32_t i = 0; i < 3; i++) {
		steppers[i] = (struct stepper) { .fd = fd, .worker = i };
		pthread_create(&steppers[i].thread, NULL, step_on, &steppers[i]);
	}
	for (uint32_t i = 0; i < 3; i++)
		pthread_join(steppers[i].thread, NULL);
}

static void live_by_ring(int fd, uint32_t moment, bool by_itself)
{
	uint64_t end = now_ms() + (by_itself ? moment : 20000);
	struct door d;

	if (door_open(&d, fd, 64, 0))
		_exit(1);
	for (uint32_t n = 0; now_ms() < end; n++) {
		if (d.back[n % 32])
			door_add(&d, n % 32, PX_IOC_STEP, PX_STEP(n % 3, 1));
		door_go(&d);
		door_await(&d, n % 32, 1);
	}
	door_close(&d);
}

struct closer {
	int fd;
	uint32_t moment;
};

static void *close_later(void *arg)
{
	const struct closer *c = arg;

	sleep_ms(c->moment);
	close(c->fd);
	_exit(0);
}

static void live(enum way way, enum end end, const char *name, uint32_t moment)
{
	struct px_lab_run lab = { .size = sizeof(lab) };
	struct px_setup s = good_setup(name);
	struct closer closer = { .moment = moment };
	pthread_t thread;
	int fd;

	s.spec.threads = 3;
	fd = way == BY_IOCTL || way == BY_RING ? open_run(s, 3) : open_instance();
	closer.fd = fd;
	if (end == CLOSES_FILE)
		pthread_create(&thread, NULL, close_later, &closer);
	switch (way) {
	case BY_THREADS:
		live_by_threads(fd, s);
		break;
	case BY_IOCTL:
		live_by_ioctl(fd, s);
		break;
	case BY_RING:
		live_by_ring(fd, moment, end == CLOSES_RING);
		break;
	default:
		snprintf(lab.lab, sizeof(lab.lab), "%s", name);
		call(fd, PX_IOC_LAB, &lab);
	}
	_exit(0);
}

/* Whether it is gone soon after its end. */
static bool lives_and_dies(enum way way, enum end end, const char *name)
{
	uint32_t moment = pick((uint32_t)patient(30));
	uint64_t deadline;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid)
		live(way, end, name, moment);
	if (end == KILLED) {
		usleep(moment * 1000 + pick(1000));
		kill(pid, SIGKILL);
		kills++;
	} else {
		closes++;
	}
	deadline = now_ms() + 4 * SOON_MS;
	while (!waitpid(pid, NULL, WNOHANG)) {
		if (now_ms() >= deadline)
			return !printf("# %s, way %d, end %d, after %u ms: does not end\n", name, way, end, moment);
		usleep(1000);
	}
	return true;
}

static void dies_anywhere(void)
{
	bool good = true;

	for (uint32_t n = 0; n < ROUNDS; n++)
		for (uint32_t i = 0; i < NR(workloads); i++)
			for (enum way w = BY_THREADS; w < BY_LAB; w++)
				good &= lives_and_dies(w, pick(w == BY_RING ? ENDS : CLOSES_RING), workloads[i]);
	tap_ok(good, "whoever runs a workload, by threads, ioctl or ring, ends at any moment");
	tap_ok(module_goes(), "and the module can go");
	good = true;
	for (uint32_t n = 0; n < ROUNDS; n++)
		for (uint32_t i = 0; i < NR(plays); i++)
			good &= lives_and_dies(BY_LAB, pick(CLOSES_RING), plays[i]);
	tap_ok(good, "and whoever plays a lab");
	tap_ok(module_goes(), "and the module can go");
	printf("# attack: kills: %llu by kill -9, %llu by closing a ring or a file, in %zu workloads and %zu labs\n",
	       (unsigned long long)kills, (unsigned long long)closes, NR(workloads), NR(plays));
}

/* ---- signals ------------------------------------------------------------------------ */

/* From a moment on, again and again: one that comes before the wait begins is none. */
static void pulse(bool on)
{
	const struct itimerspec often = { { 0, on ? 10000000 : 0 }, { 0, on ? 20000000 : 0 } };
	static timer_t timer;
	static bool made;
	struct sigevent told = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };

	if (!made && timer_create(CLOCK_MONOTONIC, &told, &timer))
		exit(1);
	made = true;
	timer_settime(timer, 0, &often, NULL);
}

/* What makes a waiting operation wait, done by another owner; and that it still is so afterwards. */
struct obstacle {
	uint32_t opcode, make, hold, prove;
	uint64_t value;
	int proof;
};

static const struct obstacle obstacles[] = {
	{ PX_OP_MUTEX_LOCK, PX_OP_MUTEX_NEW, PX_OP_MUTEX_LOCK, PX_OP_MUTEX_TRYLOCK, 0, -EBUSY },
	{ PX_OP_RWLOCK_READ, PX_OP_RWLOCK_NEW, PX_OP_RWLOCK_WRITE, PX_OP_RWLOCK_READ_TRY, 0, -EBUSY },
	{ PX_OP_RWLOCK_WRITE, PX_OP_RWLOCK_NEW, PX_OP_RWLOCK_READ, PX_OP_RWLOCK_WRITE_TRY, 0, -EBUSY },
	{ PX_OP_CHAN_SEND, PX_OP_CHAN_NEW, 0, PX_OP_CHAN_TRY_SEND, 0, -EAGAIN },
	{ PX_OP_CHAN_RECV, PX_OP_CHAN_NEW, 0, PX_OP_CHAN_TRY_RECV, 2, -EAGAIN },
	{ PX_OP_POISON_LOCK, PX_OP_POISON_NEW, PX_OP_POISON_LOCK, PX_OP_POISON_TRYLOCK, 0, -EBUSY },
};

static const struct obstacle *obstacle_of(uint32_t opcode)
{
	for (uint32_t i = 0; i < NR(obstacles); i++)
		if (obstacles[i].opcode == opcode)
			return &obstacles[i];
	return NULL;
}

static bool hears(const struct obstacle *o)
{
	int fd = open_instance(), err;
	bool good;

	op_with(fd, o->make, "it", o->value);
	if (o->hold)
		op_as(fd, 1, o->hold, "it", 0, NULL);
	pulse(true);
	err = op(fd, o->opcode, "it");
	pulse(false);
	good = err == -EINTR && op(fd, o->prove, "it") == o->proof;
	if (!good)
		printf("# opcode %u: %d\n", o->opcode, err);
	close(fd);
	return good;
}

static int interrupted_wait(void)
{
	struct px_worker_result results[2];
	struct px_setup s = good_setup("empty");
	int fd = open_instance(), error, err;

	s.spec.duration_ns = 3000000000ull;
	set_up_and_start(fd, s);
	pulse(true);
	err = wait_run(fd, results, &error);
	pulse(false);
	close(fd);
	return err;
}

/* The receiver of a channel that nobody sends to. */
static int interrupted_step(void)
{
	int fd = open_run(good_setup("chan_bounded"), 2), err;

	pulse(true);
	err = (int)step(fd, 0, 1);
	pulse(false);
	close(fd);
	return err;
}

static int interrupted_lab(void)
{
	struct px_lab_run lab = { .size = sizeof(lab), .lab = "reader_and_ticker" };
	int fd = open_instance(), err;

	pulse(true);
	err = call(fd, PX_IOC_LAB, &lab);
	pulse(false);
	close(fd);
	return err;
}

static void signals(void)
{
	uint32_t nr = 0;
	bool good = true;

	for (uint32_t opcode = 0; opcode < OPCODES; opcode++) {
		const struct obstacle *o = obstacle_of(opcode);

		if (!op_waits(opcode))
			continue;
		nr++;
		good &= o ? hears(o) : !printf("# opcode %u waits, and is not tried\n", opcode);
	}
	tap_ok(good && nr, "each of %u operations that wait hears a signal, and has then changed nothing", nr);
	tap_ok(interrupted_wait() == -EINTR, "so does PX_IOC_WAIT");
	tap_ok(interrupted_step() == -EINTR, "so does a step");
	tap_ok(interrupted_lab() == -EINTR, "so does a lab");
	printf("# attack: signals: in %u kinds of wait\n", nr + 3);
}

/* ---- many ----------------------------------------------------------------------------- */

static long free_kb(void)
{
	long kb = 0;
	char line[128];
	FILE *f = fopen("/proc/meminfo", "r");

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "MemAvailable: %ld", &kb) == 1)
			break;
	if (f)
		fclose(f);
	return kb;
}

static void many_instances(void)
{
	const struct rlimit limit = { INSTANCES + 100, INSTANCES + 100 };
	static int fds[INSTANCES];
	long before = free_kb();
	uint32_t nr = 0;

	setrlimit(RLIMIT_NOFILE, &limit);
	while (nr < INSTANCES && (fds[nr] = open(PX_DEVICE_PATH, O_RDWR | O_CLOEXEC)) >= 0)
		nr++;
	tap_ok(nr == INSTANCES, "%u instances are open at once", nr);
	printf("# attack: instances: %u at once, some %ld bytes each\n", nr, (before - free_kb()) * 1024 / (nr ? nr : 1));
	tap_ok(!op(fds[nr - 1], PX_OP_MUTEX_NEW, "m") && !op(fds[0], PX_OP_MUTEX_NEW, "m"), "the first and the last work");
	while (nr)
		close(fds[--nr]);
}

static void many_threads(void)
{
	static struct px_worker_result results[PX_MAX_THREADS];
	struct px_setup s = good_setup("mutex_counter");
	int fd = open_instance(), error = -1;
	struct px_check c;

	s.spec.threads = PX_MAX_THREADS;
	s.spec.duration_ns = 20000000;
	tap_ok(!set_up_and_start(fd, s) && !wait_run(fd, results, &error) && !error && !check_run(fd, &c) &&
	       c.nr_findings && c.findings[0].expected == c.findings[0].observed, "a run of %u threads", PX_MAX_THREADS);
	printf("# attack: threads: %u in a run\n", PX_MAX_THREADS);
	close(fd);
}

/* One holder after another takes what there is of threads; then the next is told, and served when they go. */
static void global_caps(void)
{
	int fds[64], fd = open_instance(), err = 0;
	struct px_setup s = good_setup("empty");
	uint32_t nr = 0;

	s.spec.threads = PX_MAX_THREADS;
	while (nr < 64 && !err) {
		fds[nr] = open_instance();
		err = call(fds[nr++], PX_IOC_SETUP, &s);
	}
	tap_ok(err == -EAGAIN, "who wants more threads than all together may have is told: EAGAIN (%u runs)", nr);
	while (nr)
		close(fds[--nr]);
	tap_ok(!call(fd, PX_IOC_SETUP, &s), "and served when others have let go");
	close(fd);
}

/* ---- access ---------------------------------------------------------------------------- */

/* Bits: what a stranger can do. */
static int as_stranger(int socket)
{
	struct px_setup s = good_setup("empty");
	int fd = passed(socket);

	if (setgid(1000) || setuid(1000))
		return 64;
	return (open(PX_DEVICE_PATH, O_RDWR) < 0 && errno == EACCES) |
	       !op(fd, PX_OP_MUTEX_LOCK, "m") << 1 | !op(fd, PX_OP_MUTEX_UNLOCK, "m") << 2 |
	       !set_up_and_start(fd, s) << 3;
}

static void access_to_it(void)
{
	int ends[2], fd = open_instance(), status = 0;
	pid_t pid;

	op(fd, PX_OP_MUTEX_NEW, "m");
	if (socketpair(AF_UNIX, SOCK_DGRAM, 0, ends))
		return;
	fflush(stdout);
	pid = fork();
	if (!pid)
		_exit(as_stranger(ends[1]));
	pass(ends[0], fd);
	waitpid(pid, &status, 0);
	tap_ok(WIFEXITED(status) && WEXITSTATUS(status) & 1, "who may not open it is told: EACCES");
	tap_ok(WEXITSTATUS(status) == 15, "whom it is passed to may do all that can be done with it (%#x)", WEXITSTATUS(status));
	close(ends[0]);
	close(ends[1]);
	close(fd);
}

/* ---- what comes out -------------------------------------------------------------------- */

static uint64_t looked_at;

/* No address of the kernel's, nor what fills memory that is free, or new. */
static bool clean(const void *from, size_t size, const char *what)
{
	const unsigned char *bytes = from;
	uint64_t word;

	looked_at += size;
	for (size_t i = 0; i + 8 <= size; i += 8) {
		memcpy(&word, bytes + i, 8);
		if (word >> 47 != 0x1ffff && word != 0x6b6b6b6b6b6b6b6bull && word != 0x5a5a5a5a5a5a5a5aull)
			continue;
		if ((int64_t)word < 0 && (int64_t)word > -65536)
			continue;	/* a small number */
		return !printf("# %s: %#llx at %zu\n", what, (unsigned long long)word, i);
	}
	return true;
}

/* Behind the text there is nothing. */
static bool ended(const char *text, size_t size)
{
	for (size_t i = strnlen(text, size); i < size; i++)
		if (text[i])
			return !printf("# behind \"%s\": %#x\n", text, (unsigned char)text[i]);
	return true;
}

static bool clean_run(const char *workload)
{
	static struct px_worker_result results[PX_MAX_THREADS];
	static uint64_t buckets[PX_HISTOGRAM_BUCKETS];
	struct px_latency latency = {
		.size = sizeof(latency), .nr_buckets = PX_HISTOGRAM_BUCKETS, .buckets = (uintptr_t)buckets,
	};
	struct px_setup s = good_setup(workload);
	struct px_check c;
	int fd = open_instance(), error;
	bool good;

	s.spec.duration_ns = 2000000;
	s.spec.timed = 1;
	memset(results, 0, sizeof(results));
	set_up_and_start(fd, s);
	good = !wait_run(fd, results, &error) && clean(results, 2 * sizeof(results[0]), "results");
	good &= !check_run(fd, &c) && clean(&c, sizeof(c), "check");
	for (uint32_t i = 0; i < PX_MAX_FINDINGS; i++)
		good &= ended(c.findings[i].what, PX_NAME_SIZE);
	if (!call(fd, PX_IOC_LATENCY, &latency))
		good &= clean(&latency, sizeof(latency), "latency") && clean(buckets, sizeof(buckets), "buckets");
	good &= clean(fdinfo(fd), 4096, "fdinfo");
	close(fd);
	return good || !printf("# of %s\n", workload);
}

static bool clean_lab(const char *name)
{
	static struct px_observation observations[PX_MAX_OBSERVATIONS];
	static struct px_event events[PX_MAX_EVENTS];
	struct px_lab_run lab = {
		.size = sizeof(lab), .nr_observations = PX_MAX_OBSERVATIONS, .nr_events = PX_MAX_EVENTS,
		.observations = (uintptr_t)observations, .events = (uintptr_t)events,
	};
	int fd = open_instance(), err;
	bool good;

	snprintf(lab.lab, sizeof(lab.lab), "%s", name);
	err = call(fd, PX_IOC_LAB, &lab);
	close(fd);
	if (err)
		return !printf("# %s: %s\n", name, strerror(-err));
	good = clean(observations, lab.nr_observations * sizeof(observations[0]), "observations") &&
	       clean(events, lab.nr_events * sizeof(events[0]), "events");
	for (uint32_t i = 0; i < lab.nr_observations; i++)
		good &= ended(observations[i].what, PX_NAME_SIZE);
	for (uint32_t i = 0; i < lab.nr_events; i++)
		good &= ended(events[i].what, PX_EVENT_SIZE);
	return good || !printf("# of %s\n", name);
}

static bool clean_info(void)
{
	struct px_info info = { .size = sizeof(info) };
	int fd = open_instance();
	bool good = !call(fd, PX_IOC_INFO, &info) && clean(&info, sizeof(info), "info");

	close(fd);
	return good && ended(info.release, PX_RELEASE_SIZE) && ended(info.source_hash, PX_HASH_SIZE) &&
	       ended(info.compiler, PX_COMPILER_SIZE);
}

/* Labs that wait for an input, or have the kernel complain, tell no more than others. */
static bool is_quiet(const char *lab)
{
	return strcmp(lab, "reader_and_ticker") && strcmp(lab, "arc_overflow");
}

static void disclosure(void)
{
	bool good = clean_info();

	for (uint32_t i = 0; i < NR(workloads); i++)
		good &= clean_run(workloads[i]);
	for (uint32_t i = 0; i < NR(plays); i++)
		if (is_quiet(plays[i]))
			good &= clean_lab(plays[i]);
	tap_ok(good && looked_at, "what comes out has nothing in it that lay about in the kernel");
	printf("# attack: disclosure: %llu bytes looked at\n", (unsigned long long)looked_at);
}

int main(int argc, char **argv)
{
	seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
	printf("# seed %llu\n", (unsigned long long)seed);
	hear_signals();
	dies_anywhere();
	signals();
	many_instances();
	many_threads();
	global_caps();
	access_to_it();
	disclosure();
	tap_ok(module_goes(), "at the end the module can go");
	return tap_done();
}
