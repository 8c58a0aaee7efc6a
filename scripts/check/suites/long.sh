#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine: what takes too long for every day. The module is
# loaded when it begins. TAP.
. /lib/parallax/guest-lib

# Its own randomness: the same runs each time.
seed=1
random() {
	seed=$(((seed * 1103515245 + 12345) & 2147483647))
	random=$((seed / 65536 % $1))
}

# A run of any workload with some threads is killed at any time.
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

check '1000 sends wait; 1000 x a command waits, and is cancelled, its ring closed, its process killed' \
	test_uring_many "$(few 1000)"
check '30 s of commands of all kinds from 8 threads, cancelled at any time' test_mixed 30
status 'a million lines, made up on every side' 0 \
	parallax run scope_chunks --lines 1000000 --threads 2 --rounds 1 --ops 1
check '500 x unload and load' reload "$(few 500)"
check '500 x a run is killed, at any time' churn "$(few 500)"
check 'no thread is left' no_thread_left
check 'the module can go' rmmod parallax
check 'and come back' insmod "$module"
status 'and works' 0 parallax run --ops 100 --rounds 1 --threads 2
check 'the module can go at the end' rmmod parallax
done_testing
