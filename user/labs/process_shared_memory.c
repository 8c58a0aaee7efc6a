// SPDX-License-Identifier: GPL-2.0-only
/*
 * shared: processes that share memory meet there, with what POSIX has for
 * it. The lock is a robust mutex. The channel is a ring with two semaphores; and
 * since a semaphore tells of no death, each end holds a robust mutex for life,
 * which the other one tries to lock now and then while it waits.
 */
#include <errno.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>
#include "os.h"
#include "process_shared_places.h"
#include "pshared_mutex.h"

#define LOOK_NS	10000000u		/* between two looks at the other end */

/* What one end has told the other. */
struct lifeline {
	pthread_mutex_t held;		/* by the process at that end, until it ends */
	u32 joined;
	u32 gone;
};

struct shared {
	pthread_mutex_t lock;
	u64 value;			/* behind it */
	struct lifeline ends[2];	/* enum px_end */
	sem_t room, messages;
	u32 sent, received;		/* each written by one end only */
	u64 ring[PX_PROCESS_SHARED_CAPACITY];
};

static struct shared *shared_of(struct px_process_shared *p)
{
	return p->memory;
}

static void init(struct shared *s)
{
	px_pshared_init(&s->lock);
	px_pshared_init(&s->ends[PX_END_SENDER].held);
	px_pshared_init(&s->ends[PX_END_RECEIVER].held);
	sem_init(&s->room, 1, PX_PROCESS_SHARED_CAPACITY);
	sem_init(&s->messages, 1, 0);
}

static int shared_open(struct px_process_shared *p)
{
	int fd = memfd_create("parallax", MFD_CLOEXEC);
	int err = 0;

	if (fd < 0)
		return -errno;
	if (ftruncate(fd, sizeof(struct shared)))
		err = -errno;
	p->memory = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p->memory == MAP_FAILED)
		err = -errno;
	close(fd);
	if (!err)
		init(p->memory);
	return err;
}

static void shared_close(struct px_process_shared *p)
{
	munmap(p->memory, sizeof(struct shared));
}

static int shared_lock(struct px_process_shared *p)
{
	return px_pshared_lock(&shared_of(p)->lock);
}

static int shared_unlock(struct px_process_shared *p)
{
	return -pthread_mutex_unlock(&shared_of(p)->lock);
}

static int shared_is_marked(struct px_process_shared *p)
{
	return -EOPNOTSUPP;
}

static int shared_clear(struct px_process_shared *p)
{
	return -pthread_mutex_consistent(&shared_of(p)->lock);
}

static int shared_get(struct px_process_shared *p, u64 *value)
{
	*value = shared_of(p)->value;
	return 0;
}

static int shared_set(struct px_process_shared *p, u64 value)
{
	shared_of(p)->value = value;
	return 0;
}

static int shared_join(struct px_process_shared *p, enum px_end end)
{
	struct lifeline *own = &shared_of(p)->ends[end];
	int err = px_pshared_lock(&own->held);

	if (!err)
		__atomic_store_n(&own->joined, 1, __ATOMIC_RELEASE);
	return err;
}

/* One that nobody has joined yet is not gone. */
static bool is_gone(struct lifeline *other)
{
	if (other->gone || !__atomic_load_n(&other->joined, __ATOMIC_ACQUIRE))
		return other->gone;
	if (px_pshared_trylock(&other->held) == -EBUSY)
		return false;
	other->gone = 1;
	return true;
}

/* Sleeps until the semaphore is the caller's; -EPIPE: never, for the other end is gone. */
static int await(sem_t *sem, struct lifeline *other, u64 ns)
{
	u64 end = px_os_now() + ns;

	while (px_os_now() < end) {
		u64 look = px_os_now() + LOOK_NS;
		struct timespec until = {
			(time_t)(look / 1000000000u), (long)(look % 1000000000u)
		};

		if (!sem_clockwait(sem, CLOCK_MONOTONIC, &until))
			return 0;
		if (is_gone(other))
			return sem_trywait(sem) ? -EPIPE : 0;
	}
	return -ETIMEDOUT;
}

static int shared_send(struct px_process_shared *p, u64 value, u64 ns)
{
	struct shared *s = shared_of(p);
	struct lifeline *receiver = &s->ends[PX_END_RECEIVER];
	int err = is_gone(receiver) ? -EPIPE : await(&s->room, receiver, ns);

	if (err)
		return err;
	s->ring[s->sent++ % PX_PROCESS_SHARED_CAPACITY] = value;
	sem_post(&s->messages);
	return 0;
}

static int shared_recv(struct px_process_shared *p, u64 *value, u64 ns)
{
	struct shared *s = shared_of(p);
	int err = await(&s->messages, &s->ends[PX_END_SENDER], ns);

	if (err)
		return err;
	*value = s->ring[s->received++ % PX_PROCESS_SHARED_CAPACITY];
	sem_post(&s->room);
	return 0;
}

const struct px_process_shared px_process_shared_shared = {
	.open = shared_open, .close = shared_close,
	.lock = shared_lock, .unlock = shared_unlock,
	.is_marked = shared_is_marked, .clear = shared_clear,
	.get = shared_get, .set = shared_set,
	.join = shared_join, .send = shared_send, .recv = shared_recv,
};
