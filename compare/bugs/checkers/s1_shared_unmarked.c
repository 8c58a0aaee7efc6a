// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: s1_shared.c, and nobody has told clang of the lock. In
 * Rust a type has to earn being shared; here a forgotten mark means consent.
 *
 * claims: S1
 * neighbour: s1_shared_locked.c
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
