// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: two threads share a struct, and one field is written
 * without the lock. The same wrong program for every checker: which says what?
 *
 * claims: S1
 * neighbour: s1_shared_locked.c
 * expect: gcc passes		a C type does not say whether it may be shared
 * expect: sparse passes	it knows locks, but not what they guard
 * expect: clang refused	at build, for it was told that the lock guards the struct
 * expect: tsan refused		at run time, told nothing
 * expect: helgrind refused	likewise
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
