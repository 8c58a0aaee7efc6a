// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include "side_remote.h"
#include "os.h"
#include "side_pingpong.h"
#include "ipc.h"
#include "harness/workload.h"

#define LAST	(1ull << 62)		/* flag of the last message */

/* The messages that one process has received. In shared memory. */
struct tally {
	uint64_t count, sum;
};

/* The CPUs of this process and of the other one. */
struct places {
	bool pinned;
	uint32_t here, there;
	cpu_set_t before;	/* where this process may run otherwise */
};

static struct places places_of(const struct px_run_spec *spec)
{
	struct places at = { .pinned = spec->pin != PX_PIN_NONE, .here = px_os_cpu(0) };

	at.there = spec->pin == PX_PIN_ONE ? at.here : px_os_cpu(1);
	sched_getaffinity(0, sizeof(at.before), &at.before);
	return at;
}

static int go_to(const struct places *at, uint32_t cpu)
{
	return at->pinned ? px_os_pin(cpu) : 0;
}

static void go_back(const struct places *at)
{
	if (at->pinned)
		sched_setaffinity(0, sizeof(at->before), &at->before);
}

/* The other process sends every message back. */
static void echo(struct px_ipc *p, struct tally *t, const struct places *at, int ready)
{
	uint64_t message = 0;
	int err = go_to(at, at->there);

	if (!err && p->kind->begin)
		err = p->kind->begin(p);
	if (err || write(ready, "", 1) != 1)
		_exit(1);
	while (!err && !(message & LAST)) {
		err = p->kind->receive(p, PX_DIRECTION_THERE, &message);
		if (err)
			break;
		t->count++;
		t->sum += message & ~LAST;
		err = p->kind->send(p, PX_DIRECTION_BACK, message);
	}
	p->kind->end(p);
	_exit(err ? 1 : 0);
}

static int exchange(struct px_ipc *p, uint64_t message, struct tally *t)
{
	uint64_t reply = 0;
	int err = p->kind->send(p, PX_DIRECTION_THERE, message);

	if (!err)
		err = p->kind->receive(p, PX_DIRECTION_BACK, &reply);
	t->count += !err;
	t->sum += reply & ~LAST;
	return err;
}

static bool is_last(const struct px_run_spec *spec, uint64_t nth, uint64_t start)
{
	return spec->ops ? nth >= spec->ops : px_os_now() - start >= spec->duration_ns;
}

static int pingpong(struct px_ipc *p, const struct px_run_spec *spec, struct px_worker_result *w,
		    struct tally *t)
{
	int err = p->kind->begin ? p->kind->begin(p) : 0;
	struct px_thread_usage before, after;
	uint64_t start, n = 0;
	bool last = false;

	if (err)
		return err;
	px_os_thread_usage(&before);
	start = px_os_now();
	while (!err && !last) {
		last = is_last(spec, ++n, start);
		err = exchange(p, last ? n | LAST : n, t);
	}
	w->end_ns = px_os_now() - start;
	px_os_thread_usage(&after);
	w->ops = 2 * n;
	w->cpu_ns = after.cpu_ns - before.cpu_ns;
	w->voluntary_switches = after.voluntary - before.voluntary;
	w->involuntary_switches = after.involuntary - before.involuntary;
	return err;
}

static void check(struct px_record *rec, const struct tally *there, const struct tally *back)
{
	uint64_t sent = rec->workers[0].ops / 2;
	uint64_t sum = sent * (sent + 1) / 2;

	rec->nr_findings = px_expect(&rec->findings[0], "arrived there", sent, there->count) +
			   px_expect(&rec->findings[1], "their sum", sum, there->sum) +
			   px_expect(&rec->findings[2], "arrived back", sent, back->count) +
			   px_expect(&rec->findings[3], "their sum", sum, back->sum);
}

/* Starts the other process and waits until it is ready. Returns 0 or -errno. */
static int start_echo(struct px_ipc *p, struct tally *t, const struct places *at, pid_t *child)
{
	pid_t parent = getpid();
	int ready[2];
	char byte;
	ssize_t n;

	if (pipe2(ready, O_CLOEXEC))
		return -errno;
	*child = fork();
	if (!*child) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(1);
		echo(p, t, at, ready[1]);
	}
	close(ready[1]);
	n = *child < 0 ? -1 : read(ready[0], &byte, 1);
	close(ready[0]);
	return n == 1 ? 0 : n < 0 ? -EAGAIN : -ECHILD;
}

static int run_pingpong(struct px_ipc *p, const struct px_run_spec *spec, struct px_record *rec,
			struct tally *there)
{
	const struct places at = places_of(spec);
	struct tally back = { 0 };
	pid_t child = -1;

	rec->error = start_echo(p, there, &at, &child);
	if (child < 0)
		return rec->error;
	if (!rec->error)
		rec->error = go_to(&at, at.here);
	if (!rec->error)
		rec->error = pingpong(p, spec, rec->workers, &back);
	go_back(&at);
	if (rec->error)
		kill(child, SIGKILL);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	check(rec, there, &back);
	return 0;
}

static int run(const struct px_ipc_kind *kind, const struct px_run_spec *spec,
	       struct px_record *rec)
{
	struct px_ipc ipc = { .kind = kind };
	struct tally *there = mmap(NULL, sizeof(*there), PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int err;

	if (there == MAP_FAILED)
		return -errno;
	rec->workers = calloc(1, sizeof(*rec->workers));
	rec->nr_workers = rec->workers ? 1 : 0;
	err = rec->workers ? kind->make(&ipc) : -ENOMEM;
	if (!err) {
		err = run_pingpong(&ipc, spec, rec, there);
		kind->end(&ipc);
	}
	munmap(there, sizeof(*there));
	return err;
}

static int probe_always(char *why, size_t size)
{
	return 0;
}

#define RUN(name)								\
static int run_##name(const struct px_side *side, const char *workload,		\
		     const struct px_run_spec *spec, const struct px_input_file *input, \
		     struct px_record *rec)					\
{										\
	return run(&px_ipc_##name, spec, rec);					\
}

RUN(pipe)
RUN(eventfd)
RUN(shared)
RUN(ioctl)
RUN(uring)

const struct px_side px_pingpong_sides[PX_PINGPONG_SIDES] = {
	{ .name = "pipe", .probe = probe_always, .run = run_pipe },
	{ .name = "eventfd", .probe = probe_always, .run = run_eventfd },
	{ .name = "shared", .probe = probe_always, .run = run_shared },
	{ .name = "ioctl", .probe = px_side_remote_probe, .run = run_ioctl },
	{ .name = "uring", .probe = px_side_uring_probe, .run = run_uring },
};
