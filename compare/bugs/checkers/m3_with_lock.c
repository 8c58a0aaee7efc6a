// SPDX-License-Identifier: GPL-2.0-only
/*
 * Correct: m3_without_lock.c with the lock.
 *
 * claims: M3
 * expect: clang passes
 * expect: sparse passes
 * expect: gcc passes
 */
#include "markers.h"

static long balance guarded_by(account_lock);

void deposit(long amount);

void deposit(long amount)
{
	lock_account();
	balance += amount;
	unlock_account();
}
