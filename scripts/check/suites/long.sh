#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine: tests that take too long for each change. The module is
# loaded at the start. TAP.
. /lib/parallax/guest-lib

# Random numbers with a fixed seed: the same runs each time.
seed=1
random() {
	seed=$(((seed * 1103515245 + 12345) & 2147483647))
	random=$((seed / 65536 % $1))
}

# Kills a run of a random workload after a random time.
kill_one() {
	random "$workloads"
	name=$(sed -n "$((random + 1))p" /tmp/workloads)
	random 7
	threads=$((random + 2))
	random 200000
	parallax run "$name" --side kernel --threads $threads --seconds 5 --rounds 1 >/dev/null 2>&1 &
	victim=$!
	usleep $random
	kill -9 $victim
	wait $victim 2>/dev/null
}

churn() {
	parallax list | sed -n 's/^\([a-z_]*\).*/\1/p' >/tmp/workloads
	workloads=$(wc -l </tmp/workloads)
	[ "$workloads" -gt 10 ] || return 1
	n=0
	while [ $n -lt "$1" ]; do
		kill_one
		n=$((n + 1))
	done
}

no_thread_left() {
	sleep 1
	! grep -s '^px/' /proc/[0-9]*/comm
}

check '1000 sends wait; 1000 times a command waits and is cancelled, or its ring closed, or its process killed' \
	test_uring_many "$(few 1000)"
check '30 s of commands of all kinds by 8 threads, cancelled at any time' test_mixed 30
status 'a million generated lines on every side' 0 \
	parallax run scope_chunks --lines 1000000 --threads 2 --rounds 1 --ops 1
check 'unload and load 500 times' reload "$(few 500)"
check '500 runs are killed at any time' churn "$(few 500)"
check 'no kernel thread is left' no_thread_left
check 'the module can be unloaded' rmmod parallax
check 'and loaded again' insmod "$module"
status 'and works' 0 parallax run --ops 100 --rounds 1 --threads 2
check 'the module can be unloaded at the end' rmmod parallax
done_testing
