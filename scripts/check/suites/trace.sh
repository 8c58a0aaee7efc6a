#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, with the module loaded: the tracepoints of
# kmod/base/trace.h, those of the kernel, and strace. TAP.
#
# On one CPU: the kernel patches its code to switch an event on or off. With several
# emulated CPUs, one of them may execute the code while it is patched. A second CPU is possible,
# but was never online (maxcpus=1).
. /lib/parallax/guest-lib

tracing=/sys/kernel/tracing
events=$tracing/events

# set_event SYSTEM_OR_EVENT 1|0: switches events on or off.
set_event() {
	echo "$2" >"$events/$1/enable"
}

forget() {
	echo >$tracing/trace
}

# The trace without its header.
seen() {
	grep -v '^#' $tracing/trace
}

# shows PATTERN...: the trace has a line for each pattern, in this order.
shows() {
	seen >/tmp/trace
	at=0
	for line; do
		next=$(awk -v at="$at" -v line="$line" 'NR > at && $0 ~ line { print NR; exit }' /tmp/trace)
		[ "$next" ] || { echo "no line (after $at): $line"; cat /tmp/trace; return 1; }
		at=$next
	done
}

occurs() {
	[ "$(seen | grep -c "$2")" -eq "$1" ] || { echo "expected $1 times: $2"; seen; return 1; }
}

# The command succeeds within five seconds.
soon() {
	tries=0
	until "$@" >/tmp/soon; do
		tries=$((tries + 1))
		[ $tries -lt 50 ] || { cat /tmp/soon; return 1; }
		sleep 0.1
	done
}

call() {
	parallax call --fd 3 "$@" >/dev/null
}

# Owner 0 holds the lock, 1 waits and acquires it, 2 times out.
contend() {
	call mutex new m
	call mutex lock m
	call --owner 1 mutex lock m &
	soon grep -q 'awaited by owner 1' /proc/self/fdinfo/3
	call --owner 2 --timeout 0.1 mutex lock m
	call mutex unlock m
	wait $!
	call --owner 1 mutex unlock m
}

by_ioctl() {
	exec 3<>/dev/parallax
	contend
	instance=$(sed -n 's/^instance:[[:space:]]*//p' /proc/self/fdinfo/3)
	exec 3>&-
}

off_by_default() {
	check 'all events exist' equal "$(cd $events/parallax && echo px_*)" \
		'px_block px_op px_run_begin px_run_end px_wake'
	check 'all events are off' equal "$(cat $events/parallax/px_*/enable | sort -u)" 0
	forget
	by_ioctl
	check 'no event is recorded' occurs 0 .
}

of_operations() {
	set_event parallax 1
	forget
	by_ioctl
	check 'px_op: owner, operation and result' shows \
		"parallax-.* px_op: instance=$instance object=m op=mutex_new owner=0 result=0\$" \
		"px_op: instance=$instance object=m op=mutex_lock owner=0 result=0\$" \
		"px_op: instance=$instance object=m op=mutex_lock owner=2 result=-110\$" \
		"px_op: instance=$instance object=m op=mutex_unlock owner=1 result=0\$"
	check 'px_block and px_wake: an owner waits and gets the lock' shows \
		"px/.* px_block: instance=$instance object=m owner=1\$" \
		"px/.* px_wake: instance=$instance object=m owner=1 result=0 waited_ns=[0-9]{9,}\$"
	check 'an owner waits until its time limit' shows \
		"px/.* px_block: instance=$instance object=m owner=2\$" \
		"px/.* px_wake: instance=$instance object=m owner=2 result=-4 waited_ns=[0-9]{8,}\$"
	check 'an operation that does not wait has no px_block' occurs 2 px_block:
	echo 'owner == 1 && object == "m"' >$events/parallax/px_op/filter
	forget
	by_ioctl
	check 'a filter can use the fields' occurs 2 px_op:
	echo 0 >$events/parallax/px_op/filter
	forget
	test_op >/dev/null
	seen | grep px_op: | grep -v 'result=-22$' >/tmp/ops
	check 'every operation has a name' grep -q 'op=arc_count' /tmp/ops
	refute 'no operation is printed as a number' grep 'op=0x' /tmp/ops
}

# Room for one message: the second send waits.
of_channels() {
	forget
	exec 3<>/dev/parallax
	call chan new c 1
	call chan send c 5
	call chan send c 6 &
	soon shows 'parallax-.* px_block: instance=[0-9]+ object=c owner=0$'
	call chan recv c
	wait $!
	call chan recv c
	exec 3>&-
	check 'px_block and px_wake: a send waits for room, in its own thread' shows \
		'parallax-.* px_block: instance=[0-9]+ object=c owner=0$' \
		'parallax-.* px_wake: instance=[0-9]+ object=c owner=0 result=0 waited_ns=[0-9]+$' \
		'px_op: .* object=c op=chan_send owner=0 result=0$'
	check 'a send with room and a recv with a message have no px_block' occurs 1 px_block:
}

of_runs() {
	forget
	parallax run mutex_counter --side kernel --ops 300 --threads 2 --rounds 1 >/dev/null
	check 'px_run_begin, px_run_end: a run' shows \
		'px/.* px_run_begin: instance=[0-9]+ workload=mutex_counter workers=2$' \
		'px/.* px_run_end: instance=[0-9]+ workload=mutex_counter workers=2 ops=600 error=0$'
	forget
	parallax run empty --side kernel --seconds 30 --rounds 1 >/dev/null &
	usleep "$(slow 500000)"
	kill -9 $!
	wait $! 2>/dev/null
	check 'a run that was killed' soon shows \
		'px_run_end: instance=[0-9]+ workload=empty workers=1 ops=[0-9]+ error=-4$'
}

of_the_kernel() {
	echo 'comm ~ "px/*"' >$events/lock/filter
	echo 'prev_comm ~ "px/*" || next_comm ~ "px/*"' >$events/sched/sched_switch/filter
	set_event lock 1
	set_event sched/sched_switch 1
	forget
	by_ioctl
	set_event sched/sched_switch 0
	set_event lock 0
	check 'a contended lock, with the events of the kernel' shows \
		"px_block: instance=$instance object=m owner=1\$" \
		'px/.* contention_begin: .*(MUTEX|RT)' \
		'px/.* sched_switch: prev_comm=px/.* prev_state=S ' \
		'px/.* contention_end: .*ret=0' \
		"px_wake: instance=$instance object=m owner=1 result=0"
}

by_strace() {
	if ! command -v strace >/dev/null; then
		ok 0 'strace shows each call # SKIP strace is not installed on the host'
		return
	fi
	exec 3<>/dev/parallax
	strace -e ioctl parallax call --fd 3 mutex new a >/dev/null 2>/tmp/strace
	strace -e ioctl parallax call --fd 3 --owner 1 mutex unlock a >/dev/null 2>>/tmp/strace
	exec 3>&-
	check 'strace shows a call' grep -q '^ioctl(3, _IOC(_IOC_READ|_IOC_WRITE, 0xd5, 0x5, 0x[0-9a-f]*), 0x[0-9a-f]*) = 0$' /tmp/strace
	check 'strace shows an error' grep -q '^ioctl(3, .*) = -1 EPERM' /tmp/strace
}

unloaded() {
	set_event parallax 1
	rmmod parallax && [ ! -e $events/parallax ] && insmod /lib/parallax/parallax.ko &&
		[ "$(cat $events/parallax/enable)" = 0 ]
}

check 'with a CPU that was never online, every side runs' \
	parallax run empty mutex_counter --threads 1,2,4 --rounds 1 --ops 100
off_by_default
of_operations
of_channels
of_runs
of_the_kernel
set_event parallax 0
forget
by_strace
check 'the module can be unloaded while events are on; after a load they are off' unloaded
forget
check 'the module can be unloaded at the end' rmmod parallax
done_testing
