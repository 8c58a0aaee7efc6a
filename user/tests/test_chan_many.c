// SPDX-License-Identifier: GPL-2.0-only
/* 1000 threads wait in a send: they use no CPU time, are killed soon, and are all woken. */
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include "instance.h"
#include "tests/tap.h"

#define THREADS		1000

static int fd;

static bool try_recv(uint64_t *value)
{
	return !op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "c", 0, value);
}

static void *send_one(void *arg)
{
	op_with(fd, PX_OP_CHAN_SEND, "c", 1);
	return arg;
}

/* Starts threads that send, with small stacks. */
static void start_senders(void)
{
	pthread_attr_t small;
	pthread_t t;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 32768);
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&t, &small, send_one, NULL))
			_exit(1);
}

static double cpu_seconds(pid_t pid)
{
	unsigned long user = 0, kernel = 0;
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	f = fopen(path, "r");
	if (!f || fscanf(f, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
			 &user, &kernel) != 2)
		user = 1000000;
	if (f)
		fclose(f);
	return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

static void killed(void)
{
	uint64_t before, value;
	double cpu;
	pid_t pid;

	op_with(fd, PX_OP_CHAN_TRY_SEND, "c", 0);
	pid = fork();
	if (!pid) {
		start_senders();
		pause();
	}
	for (int i = 0; i < 10 && !fdinfo_shows(fd, "1000 sends wait"); i++)
		;
	tap_ok(fdinfo_shows(fd, "1 of 1 queued, 1 senders, 1000 sends wait"),
	       "1000 threads wait in send");
	cpu = cpu_seconds(pid);
	sleep_ms(500);
	cpu = cpu_seconds(pid) - cpu;
	tap_ok(cpu < 0.03, "they use no CPU time (%.2f s in 0.5 s)", cpu);
	before = now_ms();
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	printf("# 1000 waiting threads ended in %llu ms\n",
	       (unsigned long long)(now_ms() - before));
	tap_ok(now_ms() - before < scaled(5000), "kill -9 ends them soon");
	tap_ok(fdinfo_shows(fd, "1 of 1 queued, 1 senders, 0 sends wait") && try_recv(&value) &&
		       !value && !try_recv(&value),
	       "their messages are gone");
}

static void all_complete(void)
{
	unsigned int received = 0;
	uint64_t before, value;
	pid_t pid;

	pid = fork();
	if (!pid) {
		op_with(fd, PX_OP_CHAN_TRY_SEND, "c", 1);
		start_senders();
		pause();
	}
	for (int i = 0; i < 10 && !fdinfo_shows(fd, "1000 sends wait"); i++)
		;
	before = now_ms();
	while (try_recv(&value) && value == 1)
		received++;
	printf("# 1000 waiting threads completed in %llu ms\n",
	       (unsigned long long)(now_ms() - before));
	tap_ok(received == THREADS + 1, "1000 waiting sends complete, each once");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

int main(void)
{
	fd = open_instance();
	op_with(fd, PX_OP_CHAN_NEW, "c", 1);
	killed();
	all_complete();
	return tap_done();
}
