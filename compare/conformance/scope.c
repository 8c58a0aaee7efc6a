// SPDX-License-Identifier: GPL-2.0-only
/*
 * The reference is Rust's std::thread::scope(): it returns after all threads have
 * ended, so they may borrow from the stack. It passes on a panic of a thread that was
 * not joined, after all threads have ended.
 */
#include "scope.h"
#include "gate.h"
#include "os.h"
#include "conform.h"

#define THREADS	4

struct borrowed {
	u32 done[THREADS];
	u32 seen;		/* the number of done entries after the scope */
};

static u64 finish_late(void *arg)
{
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	px_write_once(*(u32 *)arg, 1);
	return 5;
}

static u64 panic_at_once(void *arg)
{
	px_thread_panic(9);
}

static u32 count(const struct borrowed *b)
{
	u32 n, sum = 0;

	for (n = 0; n < THREADS; n++)
		sum += px_read_once(b->done[n]);
	return sum;
}

static int spawn_all(struct px_scope *s, struct borrowed *b)
{
	int err = 0;
	u32 n;

	for (n = 0; n < THREADS && !err; n++)
		err = px_scope_spawn(s, finish_late, &b->done[n]);
	return err;
}

static void ends(void)
{
	struct px_scoped threads[THREADS];
	struct borrowed b = { .seen = 0 };
	struct px_scope s;
	u64 value = 0;

	px_scope_begin(&s, threads, THREADS);
	px_conform_ok(!spawn_all(&s, &b) && px_scope_live(&s) == THREADS,
		      "a scope spawns its threads");
	px_conform_ok(px_scope_spawn(&s, finish_late, &b.seen) == -ENOSPC,
		      "a spawn without room returns -ENOSPC");
	px_conform_ok(!px_scope_join(&s, 1, &value) && value == 5,
		      "join by hand returns the value");
	px_conform_ok(px_scope_join(&s, 1, &value) == -ESRCH,
		      "a second join by hand returns -ESRCH");
	px_conform_ok(px_scope_live(&s) == THREADS - 1, "a joined thread is not counted as live");
	px_conform_ok(!px_scope_end(&s) && count(&b) == THREADS, "the end joins all threads");
	px_conform_ok(!px_scope_live(&s), "no thread is left");
	px_conform_ok(!px_scope_end(&s), "a second end does nothing");
}

static int leave_by_return(struct borrowed *b, int err)
{
	struct px_scoped threads[THREADS];
	struct px_scope s;

	px_scope_begin(&s, threads, THREADS);
	px_scope_guard(&s);
	if (spawn_all(&s, b))
		return -EAGAIN;
	if (err)
		return err;
	return px_scope_end(&s);
}

static void leave_by_break(struct borrowed *b)
{
	for (;;) {
		struct px_scoped threads[THREADS];
		struct px_scope s;

		px_scope_begin(&s, threads, THREADS);
		px_scope_guard(&s);
		spawn_all(&s, b);
		break;
	}
	b->seen = count(b);
}

static void leave_by_goto(struct borrowed *b)
{
	{
		struct px_scoped threads[THREADS];
		struct px_scope s;

		px_scope_begin(&s, threads, THREADS);
		px_scope_guard(&s);
		spawn_all(&s, b);
		goto out;
	}
out:
	b->seen = count(b);
}

/* The borrowed memory is on the stack of the thread that panics. */
static u64 leave_by_panic(void *arg)
{
	struct px_scoped threads[THREADS];
	struct px_scope s;

	px_scope_begin(&s, threads, THREADS);
	px_scope_guard(&s);
	spawn_all(&s, arg);
	px_thread_panic(1);
}

static void every_path(void)
{
	struct borrowed b[5] = { { .seen = 0 } };
	struct px_thread t;

	px_conform_ok(!leave_by_return(&b[0], 0) && count(&b[0]) == THREADS,
		      "threads are joined on return");
	px_conform_ok(leave_by_return(&b[1], -EPERM) == -EPERM && count(&b[1]) == THREADS,
		      "threads are joined on an early return");
	leave_by_break(&b[2]);
	px_conform_ok(b[2].seen == THREADS, "threads are joined on break");
	leave_by_goto(&b[3]);
	px_conform_ok(b[3].seen == THREADS, "threads are joined on goto");
	px_conform_ok(!px_thread_spawn(&t, leave_by_panic, &b[4]), "a spawner to panic");
	px_conform_ok(px_thread_join(&t, NULL) == -EOWNERDEAD && count(&b[4]) == THREADS,
		      "threads are joined if the spawner panics");
}

static int body(struct px_scope *s, void *arg)
{
	struct borrowed *b = arg;
	int err = px_scope_spawn(s, panic_at_once, NULL);

	if (!err)
		err = px_scope_spawn(s, finish_late, &b->done[0]);
	return err;
}

static int body_that_joins(struct px_scope *s, void *arg)
{
	int err = body(s, arg);

	if (err)
		return err;
	return px_scope_join(s, 0, NULL) == -EOWNERDEAD ? 0 : -EPROTO;
}

static int body_that_fails(struct px_scope *s, void *arg)
{
	int err = body(s, arg);

	return err ? err : -EPERM;
}

static void panics(void)
{
	struct px_scoped threads[2];
	struct borrowed b[3] = { { .seen = 0 } };

	px_conform_ok(px_scope_run(threads, 2, body, &b[0]) == -EOWNERDEAD && count(&b[0]) == 1,
		      "a panic is reported after all threads were joined");
	px_conform_ok(!px_scope_run(threads, 2, body_that_joins, &b[1]) && count(&b[1]) == 1,
		      "a panic is not reported if the thread was joined by hand");
	px_conform_ok(px_scope_run(threads, 2, body_that_fails, &b[2]) == -EPERM &&
		      count(&b[2]) == 1,
		      "the error of the body has priority");
}

static void run(void)
{
	ends();
	every_path();
	panics();
}

PX_CONFORM_TEST(scope, run);
