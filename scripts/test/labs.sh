#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/test/labs.sh: the labs' user side is as expected, sanitizers are
# silent on it, and what is wrong turns a lab UNEXPECTED: an expectation, what
# Rust showed, and each twin that is broken on purpose, in the lab that guards
# it. TAP. The guest suite has the kernel side.
set -uo pipefail
cd "$(dirname "$0")/../.."
. scripts/test/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t labs < <(build/user/parallax lab | sed 's/ .*//')

# unexpected PROGRAM LAB: it ends with 1, and says so.
unexpected() {
	local said

	said=$(timeout 60 "$1" lab "$2" 2>&1)
	[ $? -eq 1 ] && grep -q UNEXPECTED <<<"$said" && return
	printf '%s\n' "$said"
	return 1
}

for lab in "${labs[@]}"; do
	status "$lab" 0 timeout 60 build/user/parallax lab "$lab"
	status "$lab: ASan and UBSan are silent" 0 timeout 60 build/tests/parallax-asan lab "$lab"
	status "$lab: TSan is silent" 0 timeout 60 env TSAN_OPTIONS=exitcode=66 build/tests/parallax-tsan lab "$lab"
done

check 'a wrong expectation is UNEXPECTED' unexpected build/tests/parallax-expects thread_join_value
printf 'value\tthread_join_value\tvalue\t42\t43\n' >"$work/rust.tsv"
check 'so is what Rust did not do as expected' \
	env PARALLAX_EVIDENCE="$work" bash -c "$(declare -f unexpected); unexpected build/user/parallax thread_join_value"
while read -r twin lab; do
	check "$lab notices the busted $twin" unexpected "build/tests/parallax-busted-$twin" "$lab"
done <<-'ROWS'
gate thread_join_value
thread thread_panics
stream_spins reader_and_ticker
mutex lock_or_drift
mutex guard_every_exit
mutex guard_wrong_thread
mutex lock_word
rwlock rwlock_reentry
rwlock rwlock_overlap
rwlock rwlock_downgrade
rwlock_kind rwlock_reentry
rwlock_kind writer_starvation
park chan_disconnect
chan_leaks chan_disconnect
chan_twice chan_disconnect
chan_lifo chan_order
chan_heirs chan_one_receiver
chan_bound chan_bounded_blocks
chan_bound chan_try_rendezvous
chan_bound chan_rendezvous_meets
poison_mark owner_dies
poison_mark poison_clear
poison_mark poison_reported
poison_reader poison_only_by_panic
gate arc_is_not_cell
self cell_wrong_thread
refcell refcell_rules
arc_twice arc_last_drop
arc_twice arc_overflow
arc arc_upgrade_after_drop
weak arc_upgrade_after_drop
gate rc_drop_race
gate rc_clone_race
scope_idles scope_borrows
thread scope_error_path
scope_tells scope_thread_panics
scope_idles chunks_by_division
move_owns move_once
ROWS
done_testing
