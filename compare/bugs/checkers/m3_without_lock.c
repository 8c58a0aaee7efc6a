// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: data is accessed without its lock.
 *
 * claims: M3
 * corrected: m3_with_lock.c
 * expect: clang refused	an annotation names the lock that guards the data
 * expect: sparse passes	sparse does not know what a lock guards
 * expect: gcc passes
 */
#include "markers.h"

static long balance guarded_by(account_lock);

void deposit(long amount);

void deposit(long amount)
{
	balance += amount;
}
