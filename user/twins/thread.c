// SPDX-License-Identifier: GPL-2.0-only
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "thread.h"

__thread struct px_thread *px_thread_current;
static u32 nr_detached;

/*
 * A panic jumps to here. pthread_exit() would unwind the stack, and a statically
 * linked program would need libgcc_s for that at run time.
 */
void *px_thread_run(void *self)
{
	struct px_thread *t = self;
	jmp_buf end;

	t->end = &end;
	px_thread_current = t;
	px_write_once(t->tid, gettid());
	if (!setjmp(end))
		t->value = t->fn(t->arg);
	px_write_once(t->tid, 0);
	px_write_once(t->ended, true);
	return NULL;
}

/* The state is the letter after the name. The name is in brackets and may hold brackets. */
bool px_task_asleep(int tid)
{
	char path[64], text[256];
	const char *state;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/self/task/%d/stat", tid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (n <= 0)
		return false;
	text[n] = '\0';
	state = strrchr(text, ')');
	return state && (state[2] == 'S' || state[2] == 'D');
}

static void *run_detached(void *self)
{
	px_thread_run(self);
	px_thread_current = NULL;
	free(self);
	__atomic_sub_fetch(&nr_detached, 1, __ATOMIC_RELEASE);	/* pairs with px_detached_await() */
	return NULL;
}

int px_detached_spawn(px_thread_fn fn, void *arg)
{
	struct px_thread *t = malloc(sizeof(*t));
	pthread_attr_t detached;
	int err;

	if (!t)
		return -ENOMEM;
	*t = (struct px_thread) { .fn = fn, .arg = arg };
	__atomic_add_fetch(&nr_detached, 1, __ATOMIC_RELAXED);
	pthread_attr_init(&detached);
	pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
	err = pthread_create(&(pthread_t) { 0 }, &detached, run_detached, t);
	pthread_attr_destroy(&detached);
	if (!err)
		return 0;
	free(t);
	__atomic_sub_fetch(&nr_detached, 1, __ATOMIC_RELAXED);
	return -err;
}

u32 px_detached_count(void)
{
	return px_read_once(nr_detached);
}

void px_detached_await(void)
{
	while (px_read_acquire(nr_detached))
		nanosleep(&(struct timespec) { 0, 1000000 }, NULL);
}
