// SPDX-License-Identifier: GPL-2.0-only
/* twins: thread.c and stubs of the module's limits, for px_conform.ko and px_bugs.ko. */
#include "base/limits.h"
#include "../twins/thread.c"

/* A test module has no limits. */
int px_threads_charge(unsigned int nr)
{
	return 0;
}

void px_threads_uncharge(unsigned int nr)
{
}
