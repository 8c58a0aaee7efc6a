// SPDX-License-Identifier: GPL-2.0-only
/* twins: thread.c and stubs of the module's accounts, for px_conform.ko and px_bugs.ko. */
#include "../twins/thread.c"

/* A test module has no limits, so no thread has a budget. */
struct px_account *px_thread_budget_take(struct px_thread_budget *budget)
{
	return NULL;
}

void px_account_return_thread(struct px_account *account)
{
}
