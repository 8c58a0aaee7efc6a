// SPDX-License-Identifier: GPL-2.0-only
#include "rc.h"
#include "gate.h"
#include "conform.h"

struct object {
	struct px_rc rc;
	u32 released;
	struct px_gate between;
};

static void release(struct px_rc *rc)
{
	struct object *o = (struct object *)rc;

	px_write_once(o->released, px_read_once(o->released) + 1);
}

static u64 foreign(void *arg)
{
	struct object *o = arg;

	return (u64)-px_rc_check(&o->rc);
}

static void counts(struct object *o)
{
	px_rc_init(&o->rc);
	px_conform_ok(px_rc_count(&o->rc) == 1, "init sets the count to one");
	px_rc_get(&o->rc);
	px_conform_ok(px_rc_count(&o->rc) == 2, "get adds one");
	px_conform_ok(!px_rc_put(&o->rc, release) && !o->released && px_rc_count(&o->rc) == 1,
		      "put of a reference that is not the last releases nothing");
	px_conform_ok(!px_rc_check(&o->rc), "the thread that makes an rc owns it");
	px_conform_ok(px_conform_in_thread(foreign, o) == EPERM, "another thread gets -EPERM");
	px_conform_ok(px_rc_put(&o->rc, release) && o->released == 1,
		      "put of the last reference releases once");
}

/* Waits until both threads have loaded the count. */
static void meet(void *arg)
{
	struct object *o = arg;

	px_gate_pass(&o->between);
}

static u64 get(void *arg)
{
	struct object *o = arg;

	px_rc_get_with(&o->rc, meet, o);
	return 0;
}

static u64 put(void *arg)
{
	struct object *o = arg;

	return px_rc_put_with(&o->rc, release, meet, o);
}

/* Two threads run fn; both load before either stores. Returns how many released. */
static u64 both(struct object *o, px_thread_fn fn)
{
	struct px_thread t[2];
	u64 sum = 0, last = 0;
	u32 i;

	px_gate_init(&o->between);
	for (i = 0; i < 2; i++)
		if (px_thread_spawn(&t[i], fn, o))
			break;
	px_conform_ok(i == 2, "two threads to meet");
	px_gate_await(&o->between, i);
	px_gate_open(&o->between);
	while (i--) {
		px_thread_join(&t[i], &last);
		sum += last;
	}
	px_gate_destroy(&o->between);
	return sum;
}

static void forced(struct object *o)
{
	px_rc_init(&o->rc);
	both(o, get);
	px_conform_ok(px_rc_count(&o->rc) == 2,
		      "two gets that meet between load and store add one");
	o->released = 0;
	px_conform_ok(both(o, put) == 0 && px_rc_count(&o->rc) == 1 && !o->released,
		      "two puts that meet at a count of two release nothing: a leak");
	px_conform_ok(both(o, put) == 2 && px_rc_count(&o->rc) == 0,
		      "two puts that meet at a count of one release twice: a double drop");
}

static void run(void)
{
	struct object o = { .released = 0 };

	counts(&o);
	forced(&o);
}

PX_CONFORM_TEST(rc, run);
