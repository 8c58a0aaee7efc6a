// SPDX-License-Identifier: GPL-2.0-only
#include <linux/bitops.h>
#include <linux/capability.h>
#include <linux/pagemap.h>
#include <linux/printk.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "thread.h"
#include "harness/lab.h"
#include "base/account.h"
#include "byte_pipe.h"
#include "lab_run.h"
#include "panic_on_warn.h"

/* Values that one phase of a lab stores for the next one. */
static u64 carried_over[PX_LAB_CARRIED_OVER];

/* A running phase of a lab. */
struct execution {
	const struct px_lab *lab;
	struct px_lab_ctx ctx;
	struct px_byte_pipe input;
	struct px_thread_budget budget;
	int error;
};

void px_lab_state_init(struct px_lab_state *state)
{
	px_lab_input_init(&state->input);
}

/* Tells a reader of the log that the report that follows is expected. */
static void announce(const struct px_lab *lab, const char *what)
{
	if (lab->report)
		pr_info("parallax: lab %s %s, expected report: %s\n", lab->name, what, lab->report);
}

static u64 lab_thread(void *arg)
{
	struct execution *x = arg;

	px_thread_self()->budget = &x->budget;
	announce(x->lab, "begins");
	x->error = x->lab->run(&x->ctx);
	announce(x->lab, "ends");
	return 0;
}

/*
 * A signal that ends the process or runs a handler: no stop, no freeze, no task work. A signal
 * for the process may wait for another of its threads; then none is pending for this one.
 */
static bool gets_signal(void)
{
	static const int stops[] = { SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT };
	struct sighand_struct *handlers = rcu_dereference_protected(current->sighand, true);
	sigset_t pending;
	int i;

	if (!signal_pending(current))
		return false;
	spin_lock_irq(&handlers->siglock);
	sigorsets(&pending, &current->pending.signal, &current->signal->shared_pending.signal);
	sigandnsets(&pending, &pending, &current->blocked);
	sigdelset(&pending, SIGSTOP);
	for (i = 0; i < ARRAY_SIZE(stops); i++)
		if (handlers->action[stops[i] - 1].sa.sa_handler == SIG_DFL)
			sigdelset(&pending, stops[i]);
	spin_unlock_irq(&handlers->siglock);
	return !sigisemptyset(&pending);
}

/*
 * Joins the lab's thread, or returns -EINTR after a signal. A stop of the process takes effect
 * at the end of the lab, which comes within seconds.
 */
static int join_unless_signal(struct px_thread *t)
{
	long left;

	do {
		if (gets_signal())
			return -EINTR;
		if (signal_pending(current))
			left = wait_for_completion_killable_timeout(&t->ended, HZ / 20);
		else
			left = !wait_for_completion_interruptible(&t->ended);
	} while (left <= 0);
	px_thread_reap(t, NULL);
	return 0;
}

/* A signal asks the lab to stop; it then ends soon. */
static int run_in_thread(struct execution *x)
{
	struct px_thread thread;
	int err = px_thread_spawn(&thread, lab_thread, x);

	if (err)
		return err;
	err = join_unless_signal(&thread);
	if (err) {
		px_write_once(x->ctx.stopped, 1);
		px_thread_join(&thread, NULL);
	}
	return err;
}

static int run_with_input(struct execution *x, struct px_lab_input *in)
{
	int err = px_byte_pipe_init(&x->input);

	if (err)
		return err;
	x->ctx.input = &x->input;
	px_lab_input_open(in, &x->input);
	err = run_in_thread(x);
	px_lab_input_close(in);
	px_byte_pipe_destroy(&x->input);
	return err;
}

static bool writable(u64 to, u32 nr, u32 most, size_t size)
{
	return !fault_in_safe_writeable(u64_to_user_ptr(to), min(nr, most) * size);
}

/* Before the lab runs. */
static bool results_writable(const struct px_lab_run *arg)
{
	return writable(arg->observations, arg->nr_observations, PX_MAX_OBSERVATIONS,
			sizeof(struct px_observation)) &&
	       writable(arg->events, arg->nr_events, PX_MAX_EVENTS, sizeof(struct px_event));
}

static int copy_results(const struct px_lab_ctx *lab, struct px_lab_run *arg)
{
	u32 nr_events = min(lab->nr_events, PX_MAX_EVENTS);
	bool room = arg->nr_observations >= lab->nr_observations && arg->nr_events >= nr_events;

	arg->nr_observations = lab->nr_observations;
	arg->nr_events = nr_events;
	if (!room)
		return -ENOSPC;
	if (copy_to_user(u64_to_user_ptr(arg->observations), lab->observations,
			 lab->nr_observations * sizeof(lab->observations[0])) ||
	    copy_to_user(u64_to_user_ptr(arg->events), lab->events,
			 nr_events * sizeof(lab->events[0])))
		return -EFAULT;
	return 0;
}

static int execute(const struct px_lab *lab, struct px_call_ctx *ctx, struct px_lab_run *arg)
{
	struct execution *x = px_os_alloc(sizeof(*x));
	int err;

	if (!x)
		return -ENOMEM;
	err = px_thread_budget_begin(&x->budget, ctx->account, PX_LAB_THREADS);
	if (err)
		goto free;
	x->lab = lab;
	x->ctx.phase = arg->phase;
	x->ctx.carried_over = carried_over;
	err = lab->has_input ? run_with_input(x, &ctx->lab->input) : run_in_thread(x);
	if (!err)
		err = copy_results(&x->ctx, arg);
	arg->error = x->error;
	px_thread_budget_end(&x->budget);
free:
	px_os_free(x);
	return err;
}

int px_lab_run(struct px_call_ctx *ctx, void *argument)
{
	struct px_lab_state *state = ctx->lab;
	struct px_lab_run *arg = argument;
	const struct px_lab *lab;
	int err;

	if (!memchr(arg->lab, '\0', sizeof(arg->lab)))
		return -EINVAL;
	lab = px_lab_find(arg->lab);
	if (!lab)
		return -ENOENT;
	if (arg->phase >= px_lab_phases(lab))
		return -EINVAL;
	/* It fills the log and taints the kernel: see SECURITY in parallax.4. */
	if (lab->report && !capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (lab->report && px_panics_on_warn())
		return -EOPNOTSUPP;
	if (test_and_set_bit_lock(0, &state->busy))
		return -EBUSY;
	err = results_writable(arg) ? execute(lab, ctx, arg) : -EFAULT;
	clear_bit_unlock(0, &state->busy);
	return err;
}
