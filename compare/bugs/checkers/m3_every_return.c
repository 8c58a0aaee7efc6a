// SPDX-License-Identifier: GPL-2.0-only
/*
 * Correct: m3_early_return.c with an unlock on every return path.
 *
 * claims: M3
 * expect: clang passes
 * expect: sparse passes
 * expect: gcc passes
 */
#include "markers.h"

static long balance guarded_by(account_lock);

int withdraw(long amount);

int withdraw(long amount)
{
	int error = -1;

	lock_account();
	if (amount <= balance) {
		balance -= amount;
		error = 0;
	}
	unlock_account();
	return error;
}
