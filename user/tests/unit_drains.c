// SPDX-License-Identifier: GPL-2.0-only
/* A role with .drains runs until the last sender has left. Otherwise this test hangs. */
#include <pthread.h>
#include <string.h>
#include <unistd.h>
#include "harness/run.h"
#include "tests/tap.h"

#define THREADS	5

static int attach_fails_for = -1;	/* number of a sender */
static int receiver_fails;		/* 1: attach fails, 2: its third step fails */
static struct pipe {
	pthread_mutex_t lock;		/* protects the fields below */
	pthread_cond_t change;
	u32 senders;
	u64 sent, taken;
	bool receiver_left;
} last_pipe;

static int pipe_setup(void *state, const struct px_run_spec *spec)
{
	struct pipe *s = state;

	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->change, NULL);
	s->senders = 1;
	return 0;
}

static void pipe_teardown(void *state)
{
	struct pipe *s = state;

	memcpy(&last_pipe, s, sizeof(*s));
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
	if ((int)w->number == attach_fails_for)
		return -ENOSPC;
	count_senders(state, 1);
	return 0;
}

static void sender_detach(void *state, struct px_worker *w)
{
	count_senders(state, -1u);
}

static int receiver_attach(void *state, struct px_worker *w)
{
	return receiver_fails == 1 ? -ENOSPC : 0;
}

static void receiver_detach(void *state, struct px_worker *w)
{
	struct pipe *s = state;

	pthread_mutex_lock(&s->lock);
	s->receiver_left = true;
	pthread_cond_broadcast(&s->change);
	pthread_mutex_unlock(&s->lock);
}

/* Sleeps until the receiver has taken the message. */
static px_inline int put(struct pipe *s, struct px_worker *w, struct px_delay delay)
{
	int err;
	u64 number;

	pthread_mutex_lock(&s->lock);
	number = ++s->sent;
	pthread_cond_broadcast(&s->change);
	while (s->taken < number && !s->receiver_left)
		pthread_cond_wait(&s->change, &s->lock);
	err = s->taken < number ? -EPIPE : 0;
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
	else if (receiver_fails == 2 && s->taken == 2)
		err = -EIO;
	else
		s->taken++;
	pthread_cond_broadcast(&s->change);
	pthread_mutex_unlock(&s->lock);
	return err;
}

PX_LOOP(put)
PX_LOOP(take)

static u32 role_of(const struct px_run_spec *spec, u32 number)
{
	return !number;
}

static u32 check(const void *state, const struct px_total *total, struct px_finding *f)
{
	return px_expect(f, "workers", THREADS, total->workers);
}

static const struct px_workload with_receiver = {
	.name = "with_receiver",
	.min_workers = 2,
	.state_size = sizeof(struct pipe),
	.setup = pipe_setup,
	.teardown = pipe_teardown,
	.begin = pipe_begin,
	.role_of = role_of,
	.roles = {
		{ .name = "sender", .attach = sender_attach, .loop = put_loop,
		  .detach = sender_detach },
		{ .name = "receiver", .drains = true, .attach = receiver_attach, .loop = take_loop,
		  .detach = receiver_detach },
	},
	.check = check,
};

static void *stop_soon(void *run)
{
	usleep(30000);
	px_run_stop(run);
	return NULL;
}

/* Returns the error of a run. It may be stopped before it begins, or during it. */
static int run_with_receiver(struct px_run_spec spec, bool before, bool during)
{
	struct px_run *run;
	pthread_t stopper;
	int err = px_run_create(&run, &with_receiver, &spec, NULL);

	if (err)
		return err;
	if (before)
		px_run_stop(run);
	if (during && pthread_create(&stopper, NULL, stop_soon, run))
		during = false;
	err = px_run_execute(run);
	if (during)
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

	tap_ok(run_with_receiver(alone, false, false) == -EINVAL,
	       "too few threads for a workload: EINVAL");
	tap_ok(run_with_receiver(spec, false, false) == 0,
	       "a run with a receiver that drains succeeds");
	tap_ok(last_pipe.taken == 200 * (THREADS - 1),
	       "the receiver does not stop at the number of operations");
	tap_ok(run_with_receiver(timed, false, false) == 0, "it does not stop at the duration");
	tap_ok(last_pipe.taken == last_pipe.sent && last_pipe.sent, "it takes all messages");
	tap_ok(run_with_receiver(endless, false, true) == -EINTR &&
		       last_pipe.taken == last_pipe.sent,
	       "a stop request does not stop it before all messages are taken");
	tap_ok(run_with_receiver(endless, true, false) == -EINTR && !last_pipe.sent,
	       "a run that is stopped before it begins executes no step");
	attach_fails_for = 3;
	tap_ok(run_with_receiver(endless, false, false) == -ENOSPC && !last_pipe.sent,
	       "a sender that cannot attach ends the run");
	attach_fails_for = -1;
	receiver_fails = 1;
	tap_ok(run_with_receiver(endless, false, false) == -ENOSPC && !last_pipe.sent,
	       "a receiver that cannot attach leaves no sender waiting");
	receiver_fails = 2;
	tap_ok(run_with_receiver(endless, false, false) == -EIO && last_pipe.taken == 2,
	       "neither does a receiver that fails, and the run has its error");
	receiver_fails = 0;
	tap_ok(last_pipe.senders == 0, "the first sender is dropped in each run");
}

int main(void)
{
	drains();
	return tap_done();
}
