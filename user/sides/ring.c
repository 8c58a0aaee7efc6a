// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "measure/read_line.h"
#include "uapi/parallax.h"
#include "ring.h"

#define POLL_IDLE_MS	20	/* an idle poller sleeps after this time */

/*
 * Pins the caller to its CPU. Returns the next CPU that the process may use, or the same if there
 * is no other. The caller may be pinned already.
 */
static unsigned int choose_poller_cpu(void)
{
	int here = sched_getcpu();
	int next = here;
	cpu_set_t allowed;

	if (here < 0 || sched_getaffinity(getpid(), sizeof(allowed), &allowed))
		return 0;
	do {
		next = (next + 1) % CPU_SETSIZE;
	} while (next != here && !CPU_ISSET(next, &allowed));
	CPU_ZERO(&allowed);
	CPU_SET(here, &allowed);
	sched_setaffinity(0, sizeof(allowed), &allowed);
	return (unsigned int)next;
}

/* From Linux 6.1 on, flags reduce interrupts of the submitter. */
static int set_up(struct io_uring *ring, u32 entries, bool polled)
{
	const unsigned int optional[] = {
		IORING_SETUP_SINGLE_ISSUER | (polled ? 0 : IORING_SETUP_DEFER_TASKRUN), 0,
	};
	unsigned int cpu = polled ? choose_poller_cpu() : 0;
	int err = -EINVAL;

	for (unsigned int i = 0; i < PX_COUNT_OF(optional) && err == -EINVAL; i++) {
		struct io_uring_params params = {
			.flags = optional[i] |
				 (polled ? IORING_SETUP_SQPOLL | IORING_SETUP_SQ_AFF : 0),
			.sq_thread_cpu = cpu,
			.sq_thread_idle = POLL_IDLE_MS,
		};

		err = io_uring_queue_init_params(entries, ring, &params);
	}
	return err;
}

/* A command that waits is executed by a kernel thread of the ring: on the CPUs of the caller. */
static void pin_ring_threads(struct io_uring *ring)
{
	cpu_set_t allowed;

	if (!sched_getaffinity(0, sizeof(allowed), &allowed))
		io_uring_register_iowq_aff(ring, sizeof(allowed), &allowed);
}

/* A poller frees entries only after the completions: it needs room for two batches. */
int px_ring_open(struct px_ring *r, int fd, u32 entries, bool polled)
{
	int err;

	memset(r, 0, sizeof(*r));
	err = set_up(&r->ring, polled ? 2 * entries : entries, polled);
	if (err)
		return err;
	err = io_uring_register_files(&r->ring, &fd, 1);
	if (err) {
		io_uring_queue_exit(&r->ring);
		return err;
	}
	io_uring_register_ring_fd(&r->ring);
	pin_ring_threads(&r->ring);
	return 0;
}

/* Writes one line on why a ring could not be opened. */
static void explain(int err, char *why, size_t size)
{
	struct rlimit lock = { .rlim_cur = 0 };
	char disabled[8];

	px_read_line(disabled, sizeof(disabled), "/proc/sys/kernel/io_uring_disabled");
	switch (err) {
	case -EPERM:
		if (disabled[0] > '0')
			snprintf(why, size, "io_uring is disabled (kernel.io_uring_disabled=%s)",
				 disabled);
		else
			snprintf(why, size, "io_uring_setup() is not permitted: a seccomp filter "
				 "or a security module forbids it");
		return;
	case -EACCES:
		snprintf(why, size, "a security module such as SELinux forbids io_uring");
		return;
	case -ENOSYS:
		snprintf(why, size, "no io_uring_setup(): the kernel is built without io_uring, "
			 "or a seccomp filter hides it");
		return;
	case -ENOMEM:
		getrlimit(RLIMIT_MEMLOCK, &lock);
		snprintf(why, size, "not enough memory for a ring (RLIMIT_MEMLOCK is %llu bytes)",
			 (unsigned long long)lock.rlim_cur);
		return;
	default:
		snprintf(why, size, "cannot open a ring: %s", strerror(-err));
	}
}

int px_ring_probe(int fd, char *why, size_t size)
{
	struct px_ring ring;
	int err = px_ring_open(&ring, fd, 1, false);

	if (err)
		explain(err, why, size);
	else
		px_ring_close(&ring);
	return err;
}

void px_ring_close(struct px_ring *r)
{
	io_uring_unregister_files(&r->ring);
	io_uring_queue_exit(&r->ring);
}

/* Queues a command without arguments; NULL: the queue is full. */
static struct io_uring_sqe *queue(struct px_ring *r, u8 opcode)
{
	struct io_uring_sqe *sqe = io_uring_get_sqe(&r->ring);

	if (!sqe)
		return NULL;
	memset(sqe, 0, sizeof(*sqe));
	sqe->opcode = opcode;
	sqe->user_data = r->next++;
	r->queued++;
	return sqe;
}

int px_ring_add(struct px_ring *r, u32 cmd, u64 arg, bool linked)
{
	struct io_uring_sqe *sqe = queue(r, IORING_OP_URING_CMD);
	const struct px_uring_command command = { .arg = arg };

	if (!sqe)
		return -ENOSPC;
	sqe->flags = IOSQE_FIXED_FILE | (linked ? IOSQE_IO_LINK : 0);
	sqe->cmd_op = cmd;
	memcpy(sqe->cmd, &command, sizeof(command));
	return 0;
}

int px_ring_add_nop(struct px_ring *r)
{
	return queue(r, IORING_OP_NOP) ? 0 : -ENOSPC;
}

/* Takes the available completions. */
static int reap(struct px_ring *r, u64 first, int *results, u32 *missing)
{
	struct io_uring_cqe *cqe;
	unsigned int head, seen = 0;
	int err = 0;

	io_uring_for_each_cqe(&r->ring, head, cqe) {
		u64 nth = cqe->user_data - first;

		seen++;
		if (nth < r->queued)
			results[nth] = cqe->res;
		else
			err = -EPROTO;
	}
	io_uring_cq_advance(&r->ring, seen);
	if (seen > *missing)
		return -EPROTO;
	*missing -= seen;
	return err;
}

int px_ring_submit(struct px_ring *r, int *results)
{
	u64 first = r->next - r->queued;
	u32 missing = r->queued;
	int err = 0;

	while (missing && !err) {
		int n = io_uring_submit_and_wait(&r->ring, missing);

		if (n < 0 && n != -EINTR)
			err = n;
		else
			err = reap(r, first, results, &missing);
	}
	r->queued = 0;
	return err;
}
