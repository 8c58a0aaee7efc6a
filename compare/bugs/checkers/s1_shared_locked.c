// SPDX-License-Identifier: GPL-2.0-only
/*
 * Correct: s1_shared.c with both fields written under the lock.
 *
 * claims: S1
 * expect: gcc passes
 * expect: sparse passes
 * expect: clang passes
 * expect: tsan passes
 * expect: helgrind passes
 */
#include "markers.h"

static struct {
	long deposits;
	long balance;
} account guarded_by(account_lock);

static void *deposit(void *unused)
{
	for (int i = 0; i < 100; i++) {
		lock_account();
		account.deposits++;
		account.balance += 10;
		unlock_account();
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
