#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine: guest.sh LIMIT. A killed run must end within LIMIT ms. The
# module is loaded at the start. TAP.
. /lib/parallax/guest-lib

limit=$1

# The outputs of the 32-bit and the 64-bit program are equal.
same_output() {
	test_compat >/tmp/64
	test_compat-32 >/tmp/32
	grep -q SKIP /tmp/32 || diff /tmp/64 /tmp/32
}

# The scoreboard has a verdict for each claim, and each claim was observed.
scoreboard() {
	parallax claims >/tmp/board
	ok $? 'claims: none is UNEXPECTED'
	check 'claims: all 36 are listed' grep -q '^36 claims · ' /tmp/board
	refute 'claims: each was observed' grep -q 'not observed' /tmp/board
	for lab in thread_join_value rwlock_reentry process_dies_holding chan_between_processes; do
		check "lab $lab: as expected" parallax lab "$lab"
	done
}

both_lost() {
	parallax run counter_unlocked --threads 2 --rounds 3 >/tmp/lost
	[ $? -eq 1 ] && grep -q 'kernel: lost.*user: lost' /tmp/lost
}

# The example programs.
examples() {
	status 'example_ioctl' 0 example_ioctl
	check 'example_ioctl: every step was executed' prints '^increments: 1000, expected 1000$' example_ioctl
	status 'example_uring' 0 example_uring
	check 'example_uring: linked commands are executed in order' prints '^in order: 0 0 0, received 4$' example_uring
	check 'example_uring: a waiting command completes' prints '^awaited: 0, received 4$' example_uring
	check 'example_uring: a waiting command can be cancelled' \
		prints '^cancelled: \(Operation canceled\|Interrupted system call\)$' example_uring
	check 'example_uring: a run is awaited' prints '^run: 0, 100000 steps$' example_uring
}

# parallax call by io_uring. A waiting command ends with its process.
by_uring() {
	exec 3<>/dev/parallax
	check 'call --uring: new' prints '^a: made$' parallax call --uring --fd 3 mutex new a
	check 'call --uring: lock' prints '^a: locked$' parallax call --uring --fd 3 mutex lock a
	check 'call --uring: trylock of a held mutex' prints '^a: busy$' parallax call --uring --fd 3 mutex trylock a
	check 'call --uring: the time limit' prints '^a: timed out$' parallax call --uring --fd 3 --timeout 0.1 mutex lock a
	status 'call --uring: Ctrl-C ends a waiting call' 130 timeout -s INT 0.5 parallax call --uring --fd 3 mutex lock a
	status 'call --uring: kill -9 ends a waiting call' 137 timeout -s KILL 0.5 parallax call --uring --fd 3 mutex lock a
	check 'call --uring: unlock, by ioctl' prints '^a: unlocked$' parallax call --fd 3 mutex unlock a
	check 'call --uring: no owner is left waiting' prints '^a: locked$' parallax call --uring --fd 3 mutex trylock a
	exec 3>&-
	check 'call --uring: a file of another kind is refused' \
		prints 'is not /dev/parallax' parallax call --uring --fd 0 mutex new a </dev/zero
}

# The figures may have any value, but must be present, and their checks must pass.
boundary() {
	parallax boundary --seconds 0.003 --rounds 6 --json /tmp/boundary.json >/tmp/boundary
	ok $? 'boundary: its checks pass'
	check 'boundary: a call by each way' [ "$(sed -n '/^a call/,/^$/p' /tmp/boundary | grep -c 'ok$')" -eq 8 ]
	check 'boundary: with intervals' [ "$(sed -n '/^a call/,/^$/p' /tmp/boundary | grep -c '\[[0-9]')" -ge 1 ]
	check 'boundary: every primitive, on all sides, with a verdict' \
		[ "$(grep -c '  [0-9].*\(never\|not shown\|[0-9] to [0-9]*\)  ok$' /tmp/boundary)" -ge 14 ]
	check 'boundary: a message by each way, checked' \
		[ "$(grep -c '^\(pipe\|eventfd\|shared\|channel\).*\]  *ok$' /tmp/boundary)" -eq 5 ]
	json_valid </tmp/boundary.json
	ok $? 'boundary: its JSON is one valid document'
}

# On a full disk the old file stays, and the error is reported.
full_disk() {
	mkdir -p /small
	mount -t tmpfs -o size=128k tmpfs /small
	parallax run empty --side user --rounds 1 --seconds 0.001 --json /small/results >/dev/null
	cp /small/results /tmp/as-before
	dd if=/dev/zero of=/small/fill bs=4096 2>/dev/null
	for option in --json --csv; do
		status "a full disk: run $option" 1 parallax run --side user --rounds 1 --threads 1:8:1 \
			--seconds 0.001 "$option" /small/results
		check 'a full disk: the error is reported' prints 'No space left on device' parallax run empty mutex_counter \
			--side user --rounds 1 --threads 1:8:1 --seconds 0.001 "$option" /small/results
	done
	check 'a full disk: the old file is unchanged' cmp /small/results /tmp/as-before
	check 'a full disk: no other file is left' [ "$(ls /small)" = "$(printf 'fill\nresults')" ]
	umount /small
}

# loses COMMAND...: a run on all sides; COMMAND removes the device during the run.
loses() {
	parallax run mutex_counter --threads 1 --rounds 40 --seconds 0.02 --json /tmp/lost.json >/tmp/lost &
	running=$!
	sleep 0.3
	while kill -0 $running && ! "$@"; do
		usleep 1000
	done 2>/dev/null
	wait $running
	status=$?
	[ $status -eq 1 ] && json_valid </tmp/lost.json && grep -q 'kernel: error: No such .* user: ok' /tmp/lost
}

device_vanishes() {
	check 'the device is removed during a run: an error, and the other results are kept' loses rm /dev/parallax
	rmmod parallax && insmod "$module"
	check 'the module is unloaded between two rounds: an error, and the other results are kept' loses rmmod parallax
	check 'the module is loaded again' insmod "$module"
}

# Equations: every other one has a solution.
million() {
	awk 'BEGIN { for (i = 1; i <= 1000; i++) print (i % 2 ? (i + 7) * 3 : i * 70 + 1) ": " i, 7, 3 }' >/tmp/1
	for n in 1 2 3; do
		for m in 1 2 3 4 5 6 7 8 9 10; do cat /tmp/$n; done >/tmp/$((n + 1))
	done
	cat /tmp/4
	rm /tmp/[1-4]
}

# Two processes that share an instance, as two shells would.
session() {
	exec 3<>/dev/parallax
	check 'session: new' parallax call --fd 3 mutex new a
	check 'session: unlock of a free mutex' prints '^a: not locked: no owner holds it$' \
		parallax call --fd 3 mutex unlock a
	check 'session: lock' parallax call --fd 3 mutex lock a
	status 'session: trylock of a held mutex' 1 parallax call --fd 3 mutex trylock a
	check 'session: it prints busy' prints '^a: busy$' parallax call --fd 3 mutex trylock a
	refute 'session: unlock by another owner' parallax call --fd 3 --owner 1 mutex unlock a
	check 'session: it prints the reason' prints '^a: another owner holds it$' \
		parallax call --fd 3 --owner 1 mutex unlock a
	parallax call --fd 3 --owner 1 mutex lock a >/tmp/second &
	second=$!
	sleep 0.3
	check 'session: a second process waits' kill -0 $second
	check 'session: unlock' parallax call --fd 3 mutex unlock a
	wait $second
	ok $? 'session: the second process gets the lock'
	check 'session: it holds the lock' prints '^a: busy$' parallax call --fd 3 mutex trylock a
	refute 'session: rmmod is refused while the file is open' rmmod parallax
	parallax call --fd 3 mutex lock a &
	third=$!
	sleep 0.3
	kill $third
	wait $third 2>/dev/null
	check 'session: a waiting process can be interrupted' \
		prints '^a: unlocked$' parallax call --fd 3 --owner 1 mutex unlock a
	check 'session: no owner is left waiting' prints '^a: locked$' parallax call --fd 3 mutex trylock a
	exec 3>&-
	check 'session: rmmod after the close of a file with a held lock' rmmod parallax
	check 'session: the module is loaded again' insmod "$module"
}

# Channels and poison locks between processes, as two shells would.
between() {
	exec 3<>/dev/parallax
	check 'between: chan new' parallax call --fd 3 chan new c 2
	check 'between: send' prints '^c: sent$' parallax call --fd 3 chan send c 7
	check 'between: send again' parallax call --fd 3 chan send c 18446744073709551615
	status 'between: the channel is full' 1 parallax call --fd 3 chan trysend c 9
	check 'between: trysend prints it' prints '^c: the channel is full$' parallax call --fd 3 chan trysend c 9
	check 'between: send with a time limit prints it' prints '^c: timed out: the channel is full$' \
		parallax call --fd 3 --timeout 0.05 chan send c 9
	check 'between: count' prints '^c: messages 2$' parallax call --fd 3 chan count c
	check 'between: recv' prints '^c: received 7$' parallax call --fd 3 chan recv c
	check 'between: the largest value' prints '^c: received 18446744073709551615$' parallax call --fd 3 chan recv c
	parallax call --fd 3 chan recv c >/tmp/second &
	second=$!
	sleep 0.3
	check 'between: a second process waits' kill -0 $second
	check 'between: tryrecv during a recv' prints '^c: another recv is waiting$' parallax call --fd 3 chan tryrecv c
	check 'between: the last sender is closed' parallax call --fd 3 chan close-sender c
	refute 'between: the second process fails' wait $second
	check 'between: it prints the reason' grep -qx 'c: all senders are closed' /tmp/second
	check 'between: a send without a sender' prints '^c: this owner has no such end' parallax call --fd 3 chan send c 1

	check 'between: poison new' parallax call --fd 3 poison new p
	check 'between: lock' parallax call --fd 3 poison lock p
	check 'between: set' parallax call --fd 3 poison set p 7
	check 'between: get' prints '^p: 7$' parallax call --fd 3 poison get p
	check 'between: unlock' parallax call --fd 3 poison unlock p
	parallax call --fd 3 --process-owned --hold 60 poison lock p >/dev/null &
	second=$!
	sleep 0.3
	check 'between: held by a process' prints '^p: busy$' parallax call --fd 3 poison trylock p
	kill -9 $second
	wait $second 2>/dev/null
	status 'between: killed, the next lock: status 3' 3 parallax call --fd 3 --timeout 5 poison lock p
	check 'between: the data is unchanged' prints '^p: 7$' parallax call --fd 3 poison get p
	check 'between: clear' parallax call --fd 3 poison clear p
	check 'between: unlock after clear' parallax call --fd 3 poison unlock p
	check 'between: no longer poisoned' prints '^p: poisoned 0$' parallax call --fd 3 poison is p
	exec 3>&-
}

# The side kernel by an agent, here in the same guest.
remote() {
	million | head -n 100 >/tmp/hundred
	parallax run mutex_counter chan_bounded scope_chunks --side kernel,user --threads 2 --ops "$(few 1000)" --rounds 2 \
		--latency --input /tmp/hundred --json /tmp/remote.json --remote 'parallax agent' >/tmp/remote
	ok $? 'remote: its checks pass'
	check 'remote: three rows' [ "$(grep -c '^[a-z].*  ok$' /tmp/remote)" -eq 3 ]
	check 'remote: the same sum on both sides' grep -q 'hundred: [0-9]*, by every side' /tmp/remote
	check 'remote: both sides have latencies' [ "$(parallax show /tmp/remote.json | grep -c '^[a-z_]* .*kernel ')" -ge 6 ]
	json_valid </tmp/remote.json
	ok $? 'remote: its JSON is one valid document'
}

# Whether a kernel thread of the module exists.
any_thread() {
	grep -qs '^px/' /proc/[0-9]*/comm
}

# A process has ended, but not the kernel thread that it has started.
outlives() {
	check 'a kernel thread is left' test_lab leave-thread
	check 'it exists after its process has ended' any_thread
	check 'rmmod waits for it' rmmod parallax
	refute 'no kernel thread is left' any_thread
	check 'the module is loaded again after that' insmod "$module"
}

killed_with_locks() {
	sh -c 'exec 4<>/dev/parallax
		parallax call --fd 4 rwlock new l
		parallax call --fd 4 rwlock read l
		parallax call --fd 4 --owner 1 rwlock write l' >/dev/null 2>&1 &
	victim=$!
	sleep 0.5
	kill -9 $victim
	wait $victim 2>/dev/null
	# shellcheck disable=SC2046
	kill -9 $(pidof parallax) 2>/dev/null
	sleep 0.2
	rmmod parallax && insmod "$module"
}

include_test contracts conform
for subject in calls effects restart poll naming latency counters user_workers user_workers_exit uring uring_waits op chan chan_many \
	owners owner_channels input lab; do
	include_test "$subject" "test_$subject"
done
include_test uring_many test_uring_many "$(few 50)"
include_test mixed test_mixed 3
include_test run test_run "$limit"
include_test input_kill test_input_kill "$limit"
include_test compat test_compat-32
check 'a 32-bit program gets the results of a 64-bit one' same_output
scoreboard
status 'every workload on both sides, by count' 0 \
	parallax run --kind all --ops "$(few 100)" --rounds 1 --threads 1,5 --hold 1000 --think 1000
status 'every workload on both sides, by time, not pinned' 0 parallax run --kind all --seconds 0.01 --rounds 1 --threads 2 --pin none
status 'every step timed, on four sides' 0 parallax run empty mutex_counter chan_bounded --latency --seconds 0.01 --rounds 1 --threads 2 --json /tmp/timed.json
check 'each side prints its latencies' [ "$(parallax show /tmp/timed.json | grep -c 'kernel \|user \|ioctl \|uring×64 ')" -ge 24 ]
check 'and the length of the queue' prints ' 16$' parallax show /tmp/timed.json
check 'paced, on four sides' prints '^Response time of' parallax run chan_bounded --rate 500 --seconds 0.05 --rounds 2 --threads 2
lines=$(few 1000000)
status '100000 generated lines on both sides' 0 \
	parallax run scope_chunks --lines $((lines / 10)) --threads 2 --rounds 1 --ops 1
million | head -n "$lines" >/tmp/million
check 'a million lines of a file: the same sum on both sides' prints "million: $((lines / 1000 * 760500)), by every side" \
	parallax run scope_chunks --input /tmp/million --threads 3 --rounds 1 --ops 1
rm /tmp/million
status 'jobs spread over the CPUs, and on one' 0 parallax run scope_chunks --threads 1,5 --rounds 1 --ops 2 --pin spread
status 'all on one CPU' 0 parallax run --seconds 0.02 --rounds 1 --threads 4 --pin one --cpus 1
check 'counter_unlocked loses updates on both sides: status 1' both_lost
status 'a program with a changed workload is refused' 1 parallax-changed run empty --rounds 1
check 'and prints the reason' prints 'different workloads' parallax-changed run empty --rounds 1
check 'a mutex that keeps no thread out is not judged' prints 'mutex_counter ×2 (check failed (user))' \
	parallax-broken-mutex run mutex_counter --side kernel,user --threads 2 --hold 200 --rounds 6
refute 'and no side of it is faster' grep -q faster /tmp/output
refute 'an unprivileged user cannot open the device' su student -c 'exec 3<>/dev/parallax'
check 'and gets the reason' prints 'is not for this user' su student -c 'parallax run empty --side kernel --rounds 1'
for part in examples by_uring boundary session between remote; do
	$part
done
include_test parameters parameters.sh
include_test facilities facilities.sh
for part in outlives full_disk device_vanishes; do
	$part
done
check 'kill -9 with held and awaited locks, then unload and load' killed_with_locks
check 'unload and load repeatedly' reload "$(few 20)"
check 'the module can be unloaded at the end' rmmod parallax
done_testing
