#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine with the kernel uml: what holds there. The module is loaded at the start,
# and unloaded at the end. A call from user space takes long there, so there are fewer. TAP.
export PX_SCALE=10
set -- contracts access claims
for subject in calls effects restart poll naming latency user_workers user_workers_exit uring uring_waits op \
	chan chan_many owners owner_channels input lab; do
	set -- "$@" "test_$subject"
done
for lab in thread_join_value rwlock_reentry poison_reported arc_overflow; do
	set -- "$@" "lab:$lab"
done
for workload in mutex_counter rwlock_mix arc_clone chan_bounded; do
	set -- "$@" "run:$workload"
done
exec run-selected.sh "$@" \
	'skip:hardware counters: User Mode Linux has no performance events' \
	'skip:callers of 32 bits: User Mode Linux executes 64-bit programs only' \
	'skip:CPU time of short runs: User Mode Linux counts it in ticks of 10 ms' \
	'skip:CPU hot-plug: User Mode Linux has none'
