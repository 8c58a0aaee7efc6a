// SPDX-License-Identifier: GPL-2.0-only
/* The twins of user space held against their contracts. TAP on stdout. */
#include <stdio.h>
#include "conform.h"

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

int main(void)
{
	for (size_t i = 0; i < PX_COUNT_OF(contracts); i++) {
		contract = contracts[i]->contract;
		contracts[i]->run();
	}
	printf("1..%u\n", count);
	return failed != 0;
}
