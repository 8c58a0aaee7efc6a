// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: one way out leaves the lock held.
 *
 * claims: M3
 * neighbour: m3_every_return.c
 * expect: clang refused
 * expect: sparse refused	the ways out differ in what they hold
 * expect: gcc passes
 */
#include "markers.h"

static long balance guarded_by(account_lock);

int withdraw(long amount);

int withdraw(long amount)
{
	lock_account();
	if (amount > balance)
		return -1;
	balance -= amount;
	unlock_account();
	return 0;
}
