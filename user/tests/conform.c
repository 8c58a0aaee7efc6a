// SPDX-License-Identifier: GPL-2.0-only
/* Tests the twins of user space against their contracts. TAP. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "os.h"
#include "conformance/conform.h"

#define DECLARE(name)	extern const struct px_conform px_conform_##name;
#define ENTRY(name)	&px_conform_##name,

PX_CONFORM(DECLARE)
static const struct px_conform *const contracts[] = { PX_CONFORM(ENTRY) };

#define HUNG_S	20	/* longer than a statement takes that waits for PX_CONFORM_TIMEOUT_NS */

static const char *contract, *last = "";
static unsigned int count, failed;

void px_conform_ok(bool holds, const char *statement)
{
	count++;
	failed += !holds;
	last = statement;
	printf("%sok %u - user %s: %s\n", holds ? "" : "not ", count, contract, statement);
	alarm(HUNG_S);
}

/* A statement has not ended. Its text is not known yet. */
static void hung(int sig)
{
	dprintf(STDOUT_FILENO, "not ok %u - user %s: the statement after \"%s\" # hung after %d s\n"
		"Bail out! %s hangs\n", count + 1, contract, last, HUNG_S, contract);
	_exit(1);
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
	signal(SIGALRM, hung);
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; i < PX_COUNT_OF(contracts); i++) {
		if (!wanted(contracts[i]->contract, argv + 1))
			continue;
		contract = contracts[i]->contract;
		last = "";
		alarm(HUNG_S);
		contracts[i]->run();
	}
	alarm(0);
	if (!count)
		fputs("conform: no such contract; see PX_CONFORM_NAMES in compare/sources.mk\n",
		      stderr);
	printf("1..%u\n", count);
	return failed || !count;
}
