#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, and nothing else runs on the host: limits.sh. A killed run ends within
# 100 ms. A limit of the program's cgroup makes comparisons with kernel threads unfit, and the reason
# is printed. The module is loaded at the start. TAP.
. /lib/parallax/guest-lib

tree=/sys/fs/cgroup
group=$tree/limited

# limited COMMAND...: runs it in the cgroup.
limited() {
	sh -c 'echo 0 >"$0/cgroup.procs" && exec "$@"' $group "$@"
}

# compares SIDES [WORKLOAD]: in the cgroup.
compares() {
	limited parallax run empty ${2:+"$2"} --side "$1" --threads 1 --seconds 0.3 --rounds 6 \
		--json /tmp/limits.json >/tmp/limits
}

# says FILE PATTERN
says() {
	grep -q -- "$2" "/tmp/$1" || { cat "/tmp/$1"; return 1; }
}

# unfit WHAT REASON: both rows are unfit, and say so everywhere.
unfit() {
	compares kernel,user mutex_counter
	ok $? "$1: a run"
	check "$1: the table says so" says limits '^ *empty ×1 · mutex_counter ×1 (user has '"$2"'.*kernel has not)'
	refute "$1: no side is faster" grep -q '× faster' /tmp/limits
	check "$1: the JSON says so" [ "$(grep -c "\"unfit_reason\": \"user has $2" /tmp/limits.json)" -ge 2 ]
}

set_limit() {
	echo "$2" >"$group/$1"
}

# The allowed CPUs change during the run.
changes() {
	set_limit cpuset.cpus 0-1
	compares kernel,user mutex_counter &
	running=$!
	sleep 3
	set_limit cpuset.cpus 0
	wait $running
	set_limit cpuset.cpus 0-1
	says limits '(allowed CPUs: 0-1, then 0'
}

# The limit is not seen, but measured.
hidden() {
	limited sh -c "umount $tree && parallax run empty --side kernel,user --threads 1 --seconds 0.3 --rounds 6" \
		>/tmp/limits
	mount -t cgroup2 cgroup2 $tree
	says limits '^limits unknown: no mount shows cgroup /limited' &&
		says limits 'empty ×1 (workers of user ran [0-9]* % of their time without sleeping; expected'
}

include_test run test_run 100
include_test input_kill test_input_kill 100
mkdir -p $tree
if ! mount -t cgroup2 cgroup2 $tree || ! echo '+cpu +pids +cpuset' >$tree/cgroup.subtree_control || ! mkdir $group; then
	ok 0 'limits of a cgroup # SKIP this kernel has no cgroups'
	done_testing
	exit
fi
compares kernel,user
ok $? 'no limit: a run'
refute 'no limit: no row is unfit' grep unfit /tmp/limits
set_limit cpu.max '20000 100000'
unfit 'cpu.max' 'cpu.max 20 % of a CPU in /limited'
check 'cpu.max: the header says so' says limits '^limits of CPU time: cpu.max 20 % of a CPU in /limited$'
check 'cpu.max: sides of the same cgroup are compared' compares user,ioctl
refute 'cpu.max: none of them is unfit' grep unfit /tmp/limits
check 'a hidden limit is measured' hidden
set_limit cpu.max max
set_limit cpu.weight 50
unfit 'cpu.weight' 'cpu.weight 50 in /limited'
set_limit cpu.weight 100
check 'a cpuset that changes: unfit' changes
set_limit pids.max 1
compares kernel,user
check 'pids.max: unfit, or no thread can be created' \
	says limits 'user has pids.max\|^user side absent: cannot create a thread: pids.max'
rmdir $group
umount $tree
done_testing
