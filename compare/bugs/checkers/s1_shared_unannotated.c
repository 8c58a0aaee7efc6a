// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: s1_shared.c without the annotation for clang, so clang checks
 * nothing. In Rust a type can be shared only if it is Sync.
 *
 * claims: S1
 * corrected: s1_shared_locked.c
 * expect: clang passes
 * expect: tsan refused
 */
#include "markers.h"

static struct {
	long deposits;
	long balance;
} account;

static void *deposit(void *unused)
{
	for (int i = 0; i < 100; i++) {
		lock_account();
		account.deposits++;
		unlock_account();
		account.balance += 10;
	}
	return NULL;
}

int main(void)
{
	pthread_t threads[2];

	for (int i = 0; i < 2; i++)
		if (pthread_create(&threads[i], NULL, deposit, NULL))
			return 1;
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	return 0;
}
