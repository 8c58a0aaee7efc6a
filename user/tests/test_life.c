// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_life [SEED]: a process that uses the module is killed, or closes its ring or its
 * file, at a random moment: in every workload, by threads, ioctl and io_uring, and in
 * every lab. It must end soon, and then the module can be unloaded.
 */
#include <pthread.h>
#include "child.h"
#include "random.h"
#include "uring_calls.h"
#include "worker_calls.h"
#include "tests/tap.h"

#define ROUNDS		3u

#define NAME(name)	#name,
static const char *const workloads[] = { PX_WORKLOADS(NAME) };
static const char *const lab_names[] = { PX_LABS(NAME) };

#define NR(list)	(sizeof(list) / sizeof((list)[0]))

static uint64_t seed, kills, closes;

enum method { BY_THREADS, BY_IOCTL, BY_RING, BY_LAB };

/* The parent kills the process, or the process closes its file or ring during its calls. */
enum ending { KILLED, CLOSES_FILE, CLOSES_RING, ENDINGS };

static void run_by_threads(int fd, struct px_setup s)
{
	struct px_worker_result results[4];
	int error;

	s.spec.duration_ns = 20000000000ull;
	if (!set_up_and_start(fd, s))
		wait_run(fd, results, &error);
}

struct step_thread {
	pthread_t thread;
	int fd;
	uint32_t worker;
};

static void *step_until_end(void *arg)
{
	const struct step_thread *s = arg;

	while (step(s->fd, s->worker, 100) > 0)
		;
	return NULL;
}

static void run_by_ioctl(int fd, struct px_setup s)
{
	struct step_thread threads[3];

	for (uint32_t i = 0; i < 3; i++) {
		threads[i] = (struct step_thread) { .fd = fd, .worker = i };
		pthread_create(&threads[i].thread, NULL, step_until_end, &threads[i]);
	}
	for (uint32_t i = 0; i < 3; i++)
		pthread_join(threads[i].thread, NULL);
}

static void run_by_ring(int fd, uint32_t moment, bool closes_ring)
{
	uint64_t end = now_ms() + (closes_ring ? moment : 20000);
	struct test_ring ring;

	if (ring_open(&ring, fd, 64, 0))
		_exit(1);
	for (uint32_t n = 0; now_ms() < end; n++) {
		if (ring.done[n % 32])
			ring_add(&ring, n % 32, PX_IOC_STEP, PX_STEP(n % 3, 1));
		ring_submit(&ring);
		ring_wait_for(&ring, n % 32, 1);
	}
	ring_close(&ring);
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

static void run(enum method method, enum ending ending, const char *name, uint32_t moment)
{
	struct px_lab_run lab = { .size = sizeof(lab) };
	struct px_setup s = good_setup(name);
	struct closer closer = { .moment = moment };
	pthread_t thread;
	int fd;

	s.spec.threads = 3;
	fd = method == BY_IOCTL || method == BY_RING ? open_run(s, 3) : open_instance();
	closer.fd = fd;
	if (ending == CLOSES_FILE)
		pthread_create(&thread, NULL, close_later, &closer);
	switch (method) {
	case BY_THREADS:
		run_by_threads(fd, s);
		break;
	case BY_IOCTL:
		run_by_ioctl(fd, s);
		break;
	case BY_RING:
		run_by_ring(fd, moment, ending == CLOSES_RING);
		break;
	default:
		snprintf(lab.lab, sizeof(lab.lab), "%s", name);
		call(fd, PX_IOC_LAB, &lab);
	}
	_exit(0);
}

static bool ends_soon(enum method method, enum ending ending, const char *name)
{
	uint32_t moment = pick(&seed, (uint32_t)scaled(30));
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid)
		run(method, ending, name, moment);
	if (ending == KILLED) {
		usleep(moment * 1000 + pick(&seed, 1000));
		kill(pid, SIGKILL);
		kills++;
	} else {
		closes++;
	}
	if (ends_within(pid, 4 * TIMEOUT_MS, NULL))
		return true;
	printf("# %s, method %d, ending %d, after %u ms: does not end\n", name, method, ending,
	       moment);
	return false;
}

static void end_at_random_moments(void)
{
	bool good = true;

	for (uint32_t n = 0; n < ROUNDS; n++)
		for (uint32_t i = 0; i < NR(workloads); i++)
			for (enum method m = BY_THREADS; m < BY_LAB; m++)
				good &= ends_soon(m,
						  pick(&seed, m == BY_RING ? ENDINGS : CLOSES_RING),
						  workloads[i]);
	tap_ok(good, "a process that runs a workload, by threads, ioctl or io_uring, ends soon");
	tap_ok(module_reloads(), "and the module can be unloaded");
	good = true;
	for (uint32_t n = 0; n < ROUNDS; n++)
		for (uint32_t i = 0; i < NR(lab_names); i++)
			good &= ends_soon(BY_LAB, pick(&seed, CLOSES_RING), lab_names[i]);
	tap_ok(good, "so does a process that runs a lab");
	tap_ok(module_reloads(), "and the module can be unloaded");
	printf("# attack: kills: %llu by kill -9, %llu by closing a ring or a file, in %zu "
	       "workloads and %zu labs\n",
	       (unsigned long long)kills, (unsigned long long)closes, NR(workloads), NR(lab_names));
}

int main(int argc, char **argv)
{
	seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
	printf("# seed %llu\n", (unsigned long long)seed);
	end_at_random_moments();
	return tap_done();
}
