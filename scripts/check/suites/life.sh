#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine: life.sh LOADS. Kills processes, unloads the module LOADS
# times, removes CPUs, freezes processes and uses up memory, all during runs. TAP.
. /lib/parallax/guest-lib

loads=$1

# Repeats a run until /tmp/runs is removed.
runs() {
	while [ -e /tmp/runs ]; do
		parallax run empty mutex_counter --side kernel --threads 2 --seconds 0.005 --rounds 1
	done >/dev/null 2>&1
}

# rmmod fails during a run. Counts how often it succeeds.
unloads_meanwhile() {
	touch /tmp/runs
	runs &
	left=$loads refused=0
	while [ "$left" -gt 0 ] && [ $refused -lt $((loads * 100)) ]; do
		if rmmod parallax 2>/dev/null; then
			insmod "$module" || return 1
			left=$((left - 1))
		else
			refused=$((refused + 1))
		fi
	done
	rm /tmp/runs
	wait $!
	echo "# attack: loads: $((loads - left)) unloads and loads during runs, rmmod refused $refused times"
	[ "$left" -eq 0 ]
}

plug() {
	echo "$1" >/sys/devices/system/cpu/cpu1/online
}

# A CPU goes offline and online during runs. Its workers are moved.
hot_plug() {
	parallax run mutex_counter rwlock_mix chan_bounded thread_spawn_join scope_chunks --pin "$1" \
		--threads 2,4 --seconds 0.05 --rounds 2 >/tmp/plugged 2>&1 &
	running=$! times_plugged=0
	while kill -0 $running 2>/dev/null && [ $times_plugged -lt 20 ]; do
		plug 0 && plug 1 || return 1
		times_plugged=$((times_plugged + 1))
	done
	wait $running
	plugged=$?
	echo "# attack: hot-plug: a CPU went offline and online $times_plugged times in runs with --pin $1; exit status $plugged"
}

# Pinned workers may fail because their CPU is offline, but for no other reason.
survives_plugs() {
	hot_plug none && [ $plugged -eq 0 ] || { cat /tmp/plugged; return 1; }
	hot_plug spread && { [ $plugged -eq 0 ] || grep -q 'Invalid argument\|CPU' /tmp/plugged; } || { cat /tmp/plugged; return 1; }
}

# Freezes and thaws all processes during runs.
freezes() {
	echo freezer >/sys/power/pm_test
	echo 1 >/sys/module/suspend/parameters/pm_test_delay
	parallax run mutex_counter chan_bounded --side kernel --side user --threads 2 --seconds 1 --rounds 2 >/tmp/frozen 2>&1 &
	running=$! times=0
	while [ $times -lt 3 ]; do
		sleep 0.5
		echo freeze >/sys/power/state || return 1
		times=$((times + 1))
	done
	wait $running || { cat /tmp/frozen; return 1; }
	echo "# attack: freezer: $times times during runs"
}

available() {
	sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo
}

# The run succeeds or reports that there is no memory.
run_with_little_memory() {
	parallax run "$@" --side kernel --rounds 1 >/tmp/little 2>&1 && return
	refused=$((refused + 1))
	grep -q 'memory' /tmp/little || { unexplained=1; cat /tmp/little; }
}

# With little memory a run succeeds or reports the error. Then a run succeeds again.
little_memory() {
	mkdir -p /fill && mount -t tmpfs -o size=8g tmpfs /fill
	dd if=/dev/zero of=/fill/file bs=1048576 count=$((($(available) - 60000) / 1024)) 2>/dev/null
	refused=0 unexplained=0
	for lines in 10000 1000000 5000000; do
		run_with_little_memory scope_chunks --lines "$(few $lines)" --threads 2 --ops 1
	done
	run_with_little_memory chan_unbounded --threads 64 --seconds 0.01
	left=$(available)
	umount /fill
	echo "# attack: memory: with $left kB left, $refused of 4 runs were refused"
	[ $unexplained -eq 0 ] && parallax run scope_chunks --lines 10000 --side kernel --threads 2 --ops 1 --rounds 1
}

# These functions print figures, so they are not called by check.
unloads_meanwhile
ok $? "unloaded and loaded $loads times during runs"
survives_plugs
ok $? 'a CPU goes offline and online'
if [ -w /sys/power/pm_test ]; then
	freezes
	ok $? 'all processes are frozen and thawed'
else
	ok 0 'all processes are frozen and thawed # SKIP this kernel cannot (PM_DEBUG)'
fi
little_memory
ok $? 'runs with little memory'
include_test life test_life
include_test signals test_signals
include_test limits test_limits
include_test disclosure test_disclosure
check 'the module works' parallax run mutex_counter --side kernel --rounds 1 --seconds 0.01
check 'the module can be unloaded at the end' rmmod parallax
done_testing
