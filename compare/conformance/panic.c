// SPDX-License-Identifier: GPL-2.0-only
/*
 * A thread that panics, detached threads, and the state of a thread as other
 * threads see it. The reference is Rust's std::thread: join of a panicked thread is an
 * error with the payload. Drops run newest first, and thread::panicking() is true in
 * them. A panic ends its thread only. A dropped handle detaches its thread.
 */
#include "harness/wait_check.h"
#include "gate.h"
#include "thread.h"
#include "conform.h"

#define CODE	0xfedcba9876543210ull

struct trace {
	struct px_cleanup first, second, removed;
	u64 order;		/* one digit for each function that was called */
	bool panicking;		/* in a cleanup */
	bool after;		/* something ran after the panic */
};

static void note_first(struct px_cleanup *c)
{
	struct trace *t = (struct trace *)((char *)c - offsetof(struct trace, first));

	t->order = t->order * 10 + 1;
	t->panicking = px_thread_panicking();
}

static void note_second(struct px_cleanup *c)
{
	struct trace *t = (struct trace *)((char *)c - offsetof(struct trace, second));

	t->order = t->order * 10 + 2;
}

static void note_removed(struct px_cleanup *c)
{
	struct trace *t = (struct trace *)((char *)c - offsetof(struct trace, removed));

	t->order = t->order * 10 + 3;
}

static void panic_again(struct px_cleanup *c)
{
	note_second(c);
	px_thread_panic(7);
}

static void fail(struct trace *t)
{
	px_thread_panic(CODE);
	t->after = true;
}

static u64 panic_with_cleanups(void *arg)
{
	struct trace *t = arg;

	px_cleanup_add(&t->first, note_first);
	px_cleanup_add(&t->removed, note_removed);
	px_cleanup_add(&t->second, note_second);
	px_cleanup_remove(&t->removed);
	fail(t);
	t->after = true;
	return 1;
}

static u64 panic_twice(void *arg)
{
	struct trace *t = arg;

	px_cleanup_add(&t->first, note_first);
	px_cleanup_add(&t->second, panic_again);
	px_thread_panic(CODE);
}

static u64 return_with_cleanup(void *arg)
{
	struct trace *t = arg;

	px_cleanup_add(&t->first, note_first);
	px_cleanup_remove(&t->first);
	return CODE;
}

static u64 return_at_once(void *arg)
{
	return 0;
}

static u64 panic_at_once(void *arg)
{
	px_thread_panic(CODE);
}

static void panics(void)
{
	struct trace t = { .order = 0 }, twice = { .order = 0 }, whole = { .order = 0 };
	struct px_thread thread;
	u64 value = 0;

	px_conform_ok(!px_thread_spawn(&thread, panic_with_cleanups, &t), "a thread to panic");
	px_conform_ok(px_thread_join(&thread, &value) == -EOWNERDEAD,
		      "join of a panicked thread returns -EOWNERDEAD");
	px_conform_ok(value == CODE, "join stores the code, all 64 bits");
	px_conform_ok(t.order == 21,
		      "cleanups run once, the newest first; removed ones do not run");
	px_conform_ok(t.panicking && !px_thread_panicking(), "panicking is true in cleanups only");
	px_conform_ok(!t.after, "code after a panic does not run");

	px_conform_ok(!px_thread_spawn(&thread, panic_twice, &twice), "a thread to panic twice");
	px_conform_ok(px_thread_join(&thread, &value) == -EOWNERDEAD && value == CODE &&
		      twice.order == 21,
		      "after a panic in a cleanup the rest runs, and the first code is kept");

	px_conform_ok(!px_thread_spawn(&thread, return_with_cleanup, &whole), "a thread to return");
	px_conform_ok(!px_thread_join(&thread, &value) && value == CODE && !whole.order,
		      "a thread that returns runs no cleanup");
}

static void joins(void)
{
	static const px_thread_fn functions[] = { return_at_once, panic_at_once, return_at_once };
	struct px_thread t[3];
	u32 joined = 0;
	u32 n;

	for (n = 0; n < 3; n++)
		if (px_thread_spawn(&t[n], functions[n], NULL))
			break;
	px_conform_ok(n == 3, "threads of which one panics");
	px_conform_ok(px_thread_join_many(t, n, &joined) == -EOWNERDEAD && joined == n,
		      "join_many joins all threads and reports the panic");
	px_conform_ok(!px_thread_spawn(&t[0], panic_at_once, NULL), "one more thread to panic");
	px_conform_ok(px_thread_join_intr(&t[0], NULL) == -EOWNERDEAD,
		      "join_intr reports the panic");
}

static u64 store_self(void *arg)
{
	struct px_thread **self = arg;

	*self = px_thread_self();
	return 0;
}

static void thread_self(void)
{
	struct px_thread thread, *self = NULL;
	struct px_cleanup c;

	px_conform_ok(!px_thread_self(),
		      "px_thread_self() is NULL in a thread that was not spawned");
	px_cleanup_add(&c, note_first);
	px_conform_ok(!c.of, "such a thread has no cleanups");
	px_cleanup_remove(&c);
	px_conform_ok(!px_thread_spawn(&thread, store_self, &self), "a thread to find itself");
	px_thread_join(&thread, NULL);
	px_conform_ok(self == &thread, "px_thread_self() is the structure that was spawned");
}

static u64 wait_at_gate(void *arg)
{
	px_gate_pass(arg);
	return 0;
}

static u64 spin(void *arg)
{
	u32 *stop = arg;

	while (!px_read_once(*stop))
		px_os_resched();
	return 0;
}

static void is_observed(void)
{
	struct px_thread t;
	struct px_gate gate;
	u32 stop = 0;

	px_gate_init(&gate);
	px_conform_ok(!px_thread_spawn(&t, wait_at_gate, &gate), "a thread to sleep");
	px_conform_ok(px_thread_blocked(&t, NULL, PX_CONFORM_TIMEOUT_NS),
		      "a waiting thread is seen asleep");
	px_conform_ok(!px_thread_ended(&t), "a waiting thread has not ended");
	px_gate_open(&gate);
	px_conform_ok(px_conform_ends(&t), "the thread ends before it is joined");
	px_conform_ok(!px_thread_asleep(&t), "an ended thread is not asleep");
	px_thread_join(&t, NULL);
	px_gate_destroy(&gate);

	px_conform_ok(!px_thread_spawn(&t, spin, &stop), "a thread to be busy");
	px_conform_ok(!px_thread_blocked(&t, NULL, 10 * PX_CONFORM_SETTLE_NS),
		      "a busy thread is not seen asleep");
	px_write_once(stop, 1);
	px_thread_join(&t, NULL);
}

struct late {
	struct px_gate gate;
	u32 done;
};

static u64 end_late(void *arg)
{
	struct late *l = arg;

	px_gate_pass(&l->gate);
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	px_write_once(l->done, 1);
	return 0;
}

static u64 spawn_detached(void *arg)
{
	return (u64)-px_thread_spawn_detached(end_late, arg);
}

static void detaches(void)
{
	struct late l = { .done = 0 };

	px_gate_init(&l.gate);
	px_conform_ok(px_conform_in_thread(spawn_detached, &l) == 0,
		      "a thread spawns a detached thread and ends");
	px_gate_await(&l.gate, 1);
	px_conform_ok(px_thread_detached() == 1, "the detached thread still runs and is counted");
	px_gate_open(&l.gate);
	px_thread_await_detached();
	px_conform_ok(px_read_once(l.done) && !px_thread_detached(),
		      "await_detached waits for its end");
	px_conform_ok(!px_thread_spawn_detached(panic_at_once, NULL),
		      "a detached thread may panic");
	px_thread_await_detached();
	px_gate_destroy(&l.gate);
}

static u64 leave_mark(void *arg)
{
	px_write_once(*(u32 *)arg, 1);
	return 0;
}

static void stops(void)
{
	u32 ran = 0;
	int result = px_thread_stop_unstarted(leave_mark, &ran);

	px_conform_ok((result == -EINTR || result == -EOPNOTSUPP) && !px_read_once(ran),
		      "a thread that was stopped before it ran never runs");
}

static void run(void)
{
	panics();
	joins();
	thread_self();
	is_observed();
	detaches();
	stops();
}

PX_CONFORM_TEST(panic, run);
