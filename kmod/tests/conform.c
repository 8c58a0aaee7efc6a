// SPDX-License-Identifier: GPL-2.0-only
/*
 * px_conform.ko: checks once, when the module is loaded, that the kernel's twins keep
 * their contracts. The results are in the kernel log, as KTAP.
 */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/workqueue.h>
#include "os.h"
#include "conformance/conform.h"

#define DECLARE(name)	extern const struct px_conform px_conform_##name;
#define ENTRY(name)	&px_conform_##name,

PX_CONFORM(DECLARE)
static const struct px_conform *const contracts[] = { PX_CONFORM(ENTRY) };

/* In seconds: longer than a statement takes that waits for PX_CONFORM_TIMEOUT_NS. */
#define HUNG_S	(IS_ENABLED(CONFIG_KASAN) || IS_ENABLED(CONFIG_KCSAN) ? 200 : 20)

static const char *contract, *last = "";
static u32 count, failed;
static struct task_struct *tester;

/* A statement has not ended. Its text is not known yet. The init function cannot be ended. */
static void hung(struct work_struct *unused)
{
	pr_info("not ok %u - kernel %s: the statement after \"%s\" # hung after %d s\n",
		count + 1, contract, last, HUNG_S);
	pr_info("Bail out! %s hangs\n", contract);
	sched_show_task(tester);
}

static DECLARE_DELAYED_WORK(alarm, hung);

static void set_alarm(void)
{
	mod_delayed_work(system_wq, &alarm, HUNG_S * HZ);
}

void px_conform_ok(bool holds, const char *statement)
{
	count++;
	failed += !holds;
	last = statement;
	set_alarm();
	pr_info("%sok %u - kernel %s: %s\n", holds ? "" : "not ", count, contract, statement);
}

/* A kernel thread receives only the signals that it allows. */
struct signal_thread {
	px_thread_fn fn;
	void *arg;
};

static u64 run_with_signal(void *arg)
{
	struct signal_thread *h = arg;

	allow_signal(SIGUSR1);
	return h->fn(h->arg);
}

u64 px_conform_interrupted(px_thread_fn fn, void *arg)
{
	struct signal_thread h = { fn, arg };
	struct px_thread t;
	u64 value = ~0ull;

	if (px_thread_spawn(&t, run_with_signal, &h))
		return value;
	while (!px_thread_ended(&t)) {
		px_os_sleep(PX_CONFORM_SETTLE_NS);
		send_sig(SIGUSR1, t.task, 1);
	}
	px_thread_join(&t, &value);
	return value;
}

static int __init px_conform_init(void)
{
	u32 i;

	tester = current;
	pr_info("KTAP version 1\n");
	for (i = 0; i < ARRAY_SIZE(contracts); i++) {
		contract = contracts[i]->contract;
		last = "";
		set_alarm();
		contracts[i]->run();
	}
	cancel_delayed_work_sync(&alarm);
	pr_info("1..%u\n", count);
	return failed ? -EPROTO : 0;
}

static void __exit px_conform_exit(void)
{
	px_thread_await_detached();
}

module_init(px_conform_init);
module_exit(px_conform_exit);

MODULE_DESCRIPTION("parallax: do the kernel's twins keep their contracts?");
MODULE_LICENSE("GPL");
