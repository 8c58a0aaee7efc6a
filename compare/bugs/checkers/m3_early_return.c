// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: one return path does not unlock.
 *
 * claims: M3
 * corrected: m3_every_return.c
 * expect: clang refused
 * expect: sparse refused	the return paths hold different locks
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
