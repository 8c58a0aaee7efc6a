// SPDX-License-Identifier: GPL-2.0-only
/*
 * px_conform.ko: checks once, when the module is loaded, that the kernel's twins keep
 * their contracts. The results are in the kernel log, as KTAP.
 */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/sched/signal.h>
#include "os.h"
#include "conformance/conform.h"

#define DECLARE(name)	extern const struct px_conform px_conform_##name;
#define ENTRY(name)	&px_conform_##name,

PX_CONFORM(DECLARE)
static const struct px_conform *const contracts[] = { PX_CONFORM(ENTRY) };

static const char *contract;
static u32 count, failed;

void px_conform_ok(bool holds, const char *statement)
{
	count++;
	failed += !holds;
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

	pr_info("KTAP version 1\n");
	for (i = 0; i < ARRAY_SIZE(contracts); i++) {
		contract = contracts[i]->contract;
		contracts[i]->run();
	}
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
