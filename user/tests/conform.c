// SPDX-License-Identifier: GPL-2.0-only
/* Tests the twins of user space against their contracts. TAP. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include "os.h"
#include "conformance/conform.h"

#define DECLARE(name)	extern const struct px_conform px_conform_##name;
#define ENTRY(name)	&px_conform_##name,

PX_CONFORM(DECLARE)
static const struct px_conform *const contracts[] = { PX_CONFORM(ENTRY) };

static const char *contract;
static unsigned int count, failed;

void px_conform_ok(bool holds, const char *statement)
{
	count++;
	failed += !holds;
	printf("%sok %u - user %s: %s\n", holds ? "" : "not ", count, contract, statement);
}

static void ignore_signal(int sig)
{
}

u64 px_conform_interrupted(px_thread_fn fn, void *arg)
{
	const struct sigaction action = { .sa_handler = ignore_signal };
	struct px_thread t;
	u64 value = ~0ull;

	sigaction(SIGUSR1, &action, NULL);
	if (px_thread_spawn(&t, fn, arg))
		return value;
	while (!px_thread_ended(&t)) {
		px_os_sleep(PX_CONFORM_SETTLE_NS);
		pthread_kill(t.id, SIGUSR1);
	}
	px_thread_join(&t, &value);
	return value;
}

static bool wanted(const char *name, char **names)
{
	bool all = !*names;

	for (; *names; names++)
		if (!strcmp(name, *names))
			return true;
	return all;
}

/* conform [CONTRACT...]: tests these contracts, or all. */
int main(int argc, char **argv)
{
	for (size_t i = 0; i < PX_COUNT_OF(contracts); i++) {
		if (!wanted(contracts[i]->contract, argv + 1))
			continue;
		contract = contracts[i]->contract;
		contracts[i]->run();
	}
	if (!count)
		fputs("conform: no such contract; see PX_CONFORM_NAMES in compare/sources.mk\n", stderr);
	printf("1..%u\n", count);
	return failed || !count;
}
