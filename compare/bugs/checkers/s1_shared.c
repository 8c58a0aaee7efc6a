// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: two threads share a struct, and one field is written without the
 * lock. All checkers get the same program, so that their reports can be compared.
 *
 * claims: S1
 * corrected: s1_shared_locked.c
 * expect: gcc passes		a C type does not say whether it may be shared
 * expect: sparse passes	sparse does not know what a lock guards
 * expect: clang refused	at build time: an annotation names the lock
 * expect: tsan refused		at run time, without annotations
 * expect: helgrind refused	at run time, without annotations
 * expect: kcsan refused
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
