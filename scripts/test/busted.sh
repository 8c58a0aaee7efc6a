#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/test/busted.sh: a check that has never failed is not yet a check. For
# each twin that is broken on purpose, the conformance test and the check of
# the workload that is built on it must notice, be it by never ending. TAP.
set -uo pipefail
cd "$(dirname "$0")/../.."
. scripts/test/tap

check 'the whole twins conform' build/tests/conform
while read -r twin workload hold limit; do
	refute "the busted $twin does not conform" timeout "${limit:-60}" "build/tests/conform-busted-$twin"
	[ "$workload" = - ] || refute "the check of $workload notices it" timeout "${limit:-60}" \
		"build/tests/parallax-busted-$twin" run "$workload" --side user --threads 2 --rounds 5 --hold "$hold"
done <<-'ROWS'
mutex mutex_counter 200
rwlock rwlock_mix 200
arc arc_clone 0
arc_twice -
thread thread_spawn_join 0
poison_mark -
poison_lock -
poison_reader -
panic_order -
scope_tells -
scope_idles scope_chunks 0
move_owns -
gate -
self -
atomic atomic_counter 0
spin spin_counter 200
cell cell_update 0
refcell refcell_borrow 0
rc rc_clone 0
weak arc_upgrade 0
stream -
park chan_bounded 0 20
chan_leaks -
chan_twice -
chan_lifo chan_unbounded 0
ROWS
check 'TSan is silent on the whole workloads' \
	build/tests/parallax-tsan run --side user --threads 2,5 --rounds 1 --seconds 0.05
refute 'and reports the one without a lock' env TSAN_OPTIONS=exitcode=66 \
	build/tests/parallax-tsan run counter_unlocked --side user --threads 2 --rounds 1 --ops 1000
check 'ASan and UBSan are silent on all workloads' \
	build/tests/parallax-asan run --side user --threads 1,2,5 --rounds 2 --seconds 0.05 --hold 100
check 'ASan and UBSan are silent on the contracts' build/tests/conform-asan
check 'TSan is silent on the contracts' build/tests/conform-tsan
done_testing
