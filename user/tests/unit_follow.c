// SPDX-License-Identifier: GPL-2.0-only
/* A follower ends when the last sender has gone, however that comes, or it hangs here. */
#include <pthread.h>
#include <string.h>
#include <unistd.h>
#include "harness/run.h"
#include "tests/tap.h"

#define THREADS	5

enum { FOUNDER = 1 };

static int enter_fails_for = -1;	/* a sender of that number */
static int follower_fails;		/* 1: on entering, 2: in its third step */
static struct pipe {
	pthread_mutex_t lock;		/* of what drains */
	pthread_cond_t change;
	u32 senders;
	u64 sent, taken;
	bool deaf;			/* the follower has left */
} pipe_seen;

static int pipe_setup(void *state, const struct px_run_spec *spec)
{
	struct pipe *s = state;

	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->change, NULL);
	s->senders = FOUNDER;
	return 0;
}

static void pipe_teardown(void *state)
{
	struct pipe *s = state;

	memcpy(&pipe_seen, s, sizeof(*s));
	pthread_cond_destroy(&s->change);
	pthread_mutex_destroy(&s->lock);
}

static void count_senders(struct pipe *s, u32 more)
{
	pthread_mutex_lock(&s->lock);
	s->senders += more;
	pthread_cond_broadcast(&s->change);
	pthread_mutex_unlock(&s->lock);
}

static void pipe_begin(void *state)
{
	count_senders(state, -1u);
}

static int sender_attach(void *state, struct px_worker *w)
{
	if ((int)w->number == enter_fails_for)
		return -ENOSPC;
	count_senders(state, 1);
	return 0;
}

static void sender_detach(void *state, struct px_worker *w)
{
	count_senders(state, -1u);
}

static int follower_attach(void *state, struct px_worker *w)
{
	return follower_fails == 1 ? -ENOSPC : 0;
}

static void follower_detach(void *state, struct px_worker *w)
{
	struct pipe *s = state;

	pthread_mutex_lock(&s->lock);
	s->deaf = true;
	pthread_cond_broadcast(&s->change);
	pthread_mutex_unlock(&s->lock);
}

/* Sleeps until the follower has taken it: the worst that can happen to a sender. */
static px_inline int put(struct pipe *s, struct px_worker *w, struct px_delay delay)
{
	int err;
	u64 mine;

	pthread_mutex_lock(&s->lock);
	mine = ++s->sent;
	pthread_cond_broadcast(&s->change);
	while (s->taken < mine && !s->deaf)
		pthread_cond_wait(&s->change, &s->lock);
	err = s->taken < mine ? -EPIPE : 0;
	pthread_mutex_unlock(&s->lock);
	return err;
}

static px_inline int take(struct pipe *s, struct px_worker *w, struct px_delay delay)
{
	int err = 0;

	pthread_mutex_lock(&s->lock);
	while (s->taken == s->sent && s->senders)
		pthread_cond_wait(&s->change, &s->lock);
	if (s->taken == s->sent)
		err = PX_DONE;
	else if (follower_fails == 2 && s->taken == 2)
		err = -EIO;
	else
		s->taken++;
	pthread_cond_broadcast(&s->change);
	pthread_mutex_unlock(&s->lock);
	return err;
}

PX_LOOP(put)
PX_LOOP(take)

static u32 first_follows(const struct px_run_spec *spec, u32 number)
{
	return !number;
}

static u32 check(const void *state, const struct px_total *total, struct px_finding *f)
{
	return px_expect(f, "workers", THREADS, total->workers);
}

static const struct px_workload followed = {
	.name = "followed",
	.min_workers = 2,
	.state_size = sizeof(struct pipe),
	.setup = pipe_setup,
	.teardown = pipe_teardown,
	.begin = pipe_begin,
	.role_of = first_follows,
	.roles = { { .name = "sender", .attach = sender_attach, .loop = put_loop, .detach = sender_detach },
		   { .name = "follower", .drains = true, .attach = follower_attach, .loop = take_loop,
		     .detach = follower_detach } },
	.check = check,
};

static void *stop_soon(void *run)
{
	usleep(30000);
	px_run_stop(run);
	return NULL;
}

/* What a run of it ends with; it is stopped before it begins, or meanwhile, or not. */
static int play_followed(struct px_run_spec spec, bool before, bool meanwhile)
{
	struct px_run *run;
	pthread_t stopper;
	int err = px_run_create(&run, &followed, &spec, NULL);

	if (err)
		return err;
	if (before)
		px_run_stop(run);
	if (meanwhile && pthread_create(&stopper, NULL, stop_soon, run))
		meanwhile = false;
	err = px_run_execute(run);
	if (meanwhile)
		pthread_join(stopper, NULL);
	px_run_destroy(run);
	return err;
}

static void drains(void)
{
	const struct px_run_spec spec = { .threads = THREADS, .ops = 200 };
	const struct px_run_spec timed = { .threads = THREADS, .duration_ns = 30000000 };
	const struct px_run_spec endless = { .threads = THREADS, .duration_ns = 20000000000ull };
	const struct px_run_spec alone = { .threads = 1, .ops = 1 };

	tap_ok(play_followed(alone, false, false) == -EINVAL, "too few threads for a workload: EINVAL");
	tap_ok(play_followed(spec, false, false) == 0, "a run with a follower ends well");
	tap_ok(pipe_seen.taken == 200 * (THREADS - 1), "the follower is not held by the count");
	tap_ok(play_followed(timed, false, false) == 0, "nor by the time");
	tap_ok(pipe_seen.taken == pipe_seen.sent && pipe_seen.sent, "it takes all that was sent");
	tap_ok(play_followed(endless, false, true) == -EINTR && pipe_seen.taken == pipe_seen.sent,
	       "nor by a stop");
	tap_ok(play_followed(endless, true, false) == -EINTR && !pipe_seen.sent,
	       "a run stopped before it begins ends, with not a step");
	enter_fails_for = 3;
	tap_ok(play_followed(endless, false, false) == -ENOSPC && !pipe_seen.sent,
	       "a sender that cannot attach ends it");
	enter_fails_for = -1;
	follower_fails = 1;
	tap_ok(play_followed(endless, false, false) == -ENOSPC && !pipe_seen.sent,
	       "a follower that cannot attach leaves nobody waiting");
	follower_fails = 2;
	tap_ok(play_followed(endless, false, false) == -EIO && pipe_seen.taken == 2,
	       "nor does one that fails, and its error is the run's");
	follower_fails = 0;
	tap_ok(pipe_seen.senders == 0, "and the founder lets go in each of them");
}

int main(void)
{
	drains();
	return tap_done();
}
