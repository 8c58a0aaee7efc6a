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
while read -r twin contract workload hold; do
	refute "the busted $twin does not conform" timeout 20 "build/tests/conform-busted-$twin" "$contract"
	[ -z "$workload" ] || refute "the check of $workload notices it" timeout 20 \
		"build/tests/parallax-busted-$twin" run "$workload" --side user --threads 2 --rounds 5 --hold "$hold"
done <<-'ROWS'
mutex mutex mutex_counter 200
rwlock rwlock rwlock_mix 200
rwlock_kind rwlock
arc arc arc_clone 0
arc_twice arc
thread thread thread_spawn_join 0
poison_mark poison
poison_lock poison
poison_reader poison_rwlock
panic_order panic
scope_tells scope
scope_idles scope scope_chunks 0
move_owns move
gate gate
self self
atomic atomic atomic_counter 0
spin spin spin_counter 200
cell cell cell_update 0
refcell refcell refcell_borrow 0
rc rc rc_clone 0
weak weak arc_upgrade 0
stream stream
park park chan_bounded 0
chan_leaks chan_ends
chan_twice chan_ends
chan_lifo chan chan_unbounded 0
chan_bound chan
chan_heirs chan
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
