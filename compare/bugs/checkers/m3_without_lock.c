// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: the data is reached without its lock.
 *
 * claims: M3
 * neighbour: m3_with_lock.c
 * expect: clang refused	it is told which lock guards the data
 * expect: sparse passes	it knows locks, but not what they guard
 * expect: gcc passes
 */
#include "markers.h"

static long balance guarded_by(account_lock);

void deposit(long amount);

void deposit(long amount)
{
	balance += amount;
}
