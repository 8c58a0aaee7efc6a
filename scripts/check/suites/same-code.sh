#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/same-code.sh KDIR
#
# Both builds of a workload are the same code. Compares the lines of each workload after
# the preprocessor, and looks for each access of a step in both machine codes. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

kdir=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
names=$(make -s --no-print-directory -f - print <<'END'
include compare/sources.mk
print:
	@echo $(PX_WORKLOAD_NAMES)
END
)

# own_lines FILE: from preprocessed text, prints the lines that come from FILE, without spaces,
# one statement a line, since macros of system headers break lines.
own_lines() {
	awk -v own="$1" '
		/^# [0-9]+ "/ { mine = index($3, own "\"") > 0; next }
		mine { gsub(/[ \t]/, ""); gsub(/[;{}]/, "&\n"); printf "%s", $0 }'
}

preprocess_user() {
	gcc -E -std=gnu11 -D_GNU_SOURCE -iquote user/twins -iquote compare/primitives -iquote compare -iquote user "$1"
}

# Uses the command that kbuild recorded for the object.
preprocess_kernel() {
	local object=$links/${1%.c}.o command

	command=$(sed -n 's/^\(saved\)\?cmd_[^ ]* := //p' "$(dirname "$object")/.$(basename "$object").cmd" |
		head -n 1 | sed 's/ ; .*//; s/ -c -o [^ ]* / -E /')
	(cd "$kdir" && eval "$command")
}

# loop OBJECT NAME: prints the machine code of the workload's loop and of the functions it calls.
loop() {
	objdump -dr --no-show-raw-insn "$1" | awk -v f="^<$2_(step_loop|job|scope)[.>]" '
		/^[0-9a-f]+ </ { on = $2 ~ f; next } on'
}

# Accesses that a loop must have, and how often at least: in the kernel, in user space. Each
# loop exists twice, with and without delays.
accesses() {
	cat <<-'ROWS'
	mutex_counter	2	mutex_lock	pthread_mutex_lock
	mutex_counter	2	mutex_unlock	pthread_mutex_unlock
	mutex_counter	3	0x40\(%r	0x40\(%r
	poison_counter	2	mutex_lock	pthread_mutex_lock
	poison_counter	2	mutex_unlock	pthread_mutex_unlock
	poison_counter	2	kthread_data	px_thread_current
	poison_counter	3	0x80\(%r	0x80\(%r
	rwlock_mix	2	down_read	pthread_rwlock_rdlock
	rwlock_mix	2	up_read	pthread_rwlock_unlock
	rwlock_mix	2	down_write	pthread_rwlock_wrlock
	rwlock_mix	2	up_write	pthread_rwlock_unlock
	arc_clone	2	lock (xadd|add|inc)	lock (xadd|add|inc|sub|dec)
	thread_spawn_join	2	kthread_create_on_node	pthread_create
	thread_spawn_join	2	wait_for_completion	pthread_join
	counter_unlocked	2	mov +\(%r..\),%r	mov +\(%r..\),%r
	counter_unlocked	2	mov +%r..?,\(%r..\)	mov +%r..?,\(%r..\)
	scope_chunks	1	kthread_create_on_node	pthread_create
	scope_chunks	1	px_equations_at	px_equations_at
	scope_chunks	1	wait_for_completion	pthread_join
	chan_unbounded	2	raw_spin_lock	pthread_mutex_lock
	chan_bounded	2	raw_spin_lock	pthread_mutex_lock
	chan_rendezvous	2	raw_spin_lock	pthread_mutex_lock
	chan_self	2	raw_spin_lock	pthread_mutex_lock
	empty	2	cmp|cmpq	cmp|cmpq
	spin_counter	2	_raw_spin_lock	pthread_spin_lock
	spin_counter	2	_raw_spin_unlock	pthread_spin_unlock
	spin_counter	3	0x40\(%r	0x40\(%r
	atomic_counter	2	lock (xadd|add|inc)	lock (xadd|add|inc)
	arc_upgrade	2	lock cmpxchg	lock cmpxchg
	arc_upgrade	2	lock (xadd|sub|dec)	lock (xadd|sub|dec)
	rc_clone	4	mov +\(%r[a-z0-9]+\),%(e|r[0-9]+d)	mov +\(%r[a-z0-9]+\),%(e|r[0-9]+d)
	rc_clone	4	mov +%(e..|r[0-9]+d),\(%r	mov +%(e..|r[0-9]+d),\(%r
	cell_update	4	mov +\(%r[a-z0-9]+\),%r	mov +\(%r[a-z0-9]+\),%r
	cell_update	2	mov +%r[a-z0-9]+,\(%r	mov +%r[a-z0-9]+,\(%r
	refcell_borrow	2	\$0xffffffffffffffff,\(%r	\$0xffffffffffffffff,\(%r
	refcell_borrow	6	mov +%r[a-z0-9]+,\(%r	mov +%r[a-z0-9]+,\(%r
	ROWS
}

count() {
	loop "$1" "$2" | grep -cE -- "$3"
}

links=$(scripts/build/build-module --links -k "$kdir")

for name in $names; do
	file=compare/workloads/$name.c
	preprocess_user "$file" | own_lines "$file" >"$work/user"
	preprocess_kernel "$file" 2>/dev/null | own_lines "workloads/$name.c" >"$work/kernel"
	check "$name has lines of its own" test "$(wc -l <"$work/user")" -gt 15
	check "$name is the same text in both builds" diff "$work/user" "$work/kernel"
done
sed 's/+1/+2/' "$work/user" >"$work/changed"
refute "a changed text is different" diff "$work/user" "$work/changed"

while IFS=$'\t' read -r name least kernel user; do
	check "$name in the kernel: $least x $kernel" \
		test "$(count "$links/compare/workloads/$name.o" "$name" "$kernel")" -ge "$least"
	check "$name in user space: $least x $user" \
		test "$(count "build/user/compare/workloads/$name.o" "$name" "$user")" -ge "$least"
done < <(accesses)

done_testing
