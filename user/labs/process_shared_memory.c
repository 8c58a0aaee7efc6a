// SPDX-License-Identifier: GPL-2.0-only
/*
 * Processes share memory, with POSIX primitives in it. The lock is a robust
 * mutex. The channel is a ring with two semaphores. A semaphore does not report
 * that a process died. So each process holds a robust mutex until it ends, and
 * the other process tries to lock it from time to time while it waits.
 */
#include <errno.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>
#include "os.h"
#include "process_shared_impl.h"
#include "pshared_mutex.h"

#define CHECK_NS	10000000u	/* between two checks of the other process */

/* The state of one end of the channel. */
struct end_state {
	pthread_mutex_t held;		/* the owner of this end holds it until it exits */
	u32 attached;
	u32 gone;			/* the owner has ended */
};

struct shared_state {
	pthread_mutex_t lock;
	u64 value;			/* protected by lock */
	struct end_state ends[2];	/* enum px_end */
	sem_t room, messages;
	u32 sent, received;		/* only one process writes each of them */
	u64 ring[PX_PROCESS_SHARED_CAPACITY];
};

static struct shared_state *state_of(struct px_process_shared *p)
{
	return p->memory;
}

static void init(struct shared_state *s)
{
	px_pshared_init(&s->lock);
	px_pshared_init(&s->ends[PX_END_SENDER].held);
	px_pshared_init(&s->ends[PX_END_RECEIVER].held);
	sem_init(&s->room, 1, PX_PROCESS_SHARED_CAPACITY);
	sem_init(&s->messages, 1, 0);
}

static int memory_open(struct px_process_shared *p)
{
	int fd = memfd_create("parallax", MFD_CLOEXEC);
	int err = 0;

	if (fd < 0)
		return -errno;
	if (ftruncate(fd, sizeof(struct shared_state)))
		err = -errno;
	p->memory =
		mmap(NULL, sizeof(struct shared_state), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p->memory == MAP_FAILED)
		err = -errno;
	close(fd);
	if (!err)
		init(p->memory);
	return err;
}

static void memory_close(struct px_process_shared *p)
{
	munmap(p->memory, sizeof(struct shared_state));
}

static int memory_lock(struct px_process_shared *p)
{
	return px_pshared_lock(&state_of(p)->lock);
}

static int memory_unlock(struct px_process_shared *p)
{
	return -pthread_mutex_unlock(&state_of(p)->lock);
}

static int memory_is_poisoned(struct px_process_shared *p)
{
	return -EOPNOTSUPP;
}

static int memory_clear(struct px_process_shared *p)
{
	return -pthread_mutex_consistent(&state_of(p)->lock);
}

static int memory_get(struct px_process_shared *p, u64 *value)
{
	*value = state_of(p)->value;
	return 0;
}

static int memory_set(struct px_process_shared *p, u64 value)
{
	state_of(p)->value = value;
	return 0;
}

static int memory_attach(struct px_process_shared *p, enum px_end end)
{
	struct end_state *own = &state_of(p)->ends[end];
	int err = px_pshared_lock(&own->held);

	if (!err)
		__atomic_store_n(&own->attached, 1, __ATOMIC_RELEASE);
	return err;
}

/* An end to which no process is attached yet is not gone. */
static bool is_gone(struct end_state *other)
{
	if (other->gone || !__atomic_load_n(&other->attached, __ATOMIC_ACQUIRE))
		return other->gone;
	if (px_pshared_trylock(&other->held) == -EBUSY)
		return false;
	other->gone = 1;
	return true;
}

/* Sleeps until the semaphore is decremented. -EPIPE: the other process is gone. */
static int await(sem_t *sem, struct end_state *other, u64 ns)
{
	u64 end = px_os_now() + ns;

	while (px_os_now() < end) {
		u64 check = px_os_now() + CHECK_NS;
		struct timespec until = {
			(time_t)(check / 1000000000u), (long)(check % 1000000000u)
		};

		if (!sem_clockwait(sem, CLOCK_MONOTONIC, &until))
			return 0;
		if (is_gone(other))
			return sem_trywait(sem) ? -EPIPE : 0;
	}
	return -ETIMEDOUT;
}

static int memory_send(struct px_process_shared *p, u64 value, u64 ns)
{
	struct shared_state *s = state_of(p);
	struct end_state *receiver = &s->ends[PX_END_RECEIVER];
	int err = is_gone(receiver) ? -EPIPE : await(&s->room, receiver, ns);

	if (err)
		return err;
	s->ring[s->sent++ % PX_PROCESS_SHARED_CAPACITY] = value;
	sem_post(&s->messages);
	return 0;
}

static int memory_recv(struct px_process_shared *p, u64 *value, u64 ns)
{
	struct shared_state *s = state_of(p);
	int err = await(&s->messages, &s->ends[PX_END_SENDER], ns);

	if (err)
		return err;
	*value = s->ring[s->received++ % PX_PROCESS_SHARED_CAPACITY];
	sem_post(&s->room);
	return 0;
}

const struct px_process_shared px_process_shared_memory = {
	.open = memory_open, .close = memory_close,
	.lock = memory_lock, .unlock = memory_unlock,
	.is_poisoned = memory_is_poisoned, .clear = memory_clear,
	.get = memory_get, .set = memory_set,
	.attach = memory_attach, .send = memory_send, .recv = memory_recv,
};
