#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, on the debug kernel: innocent.sh COMMAND….
# Runs COMMAND, which ends with the module unloaded. Then lockdep must still
# be on (it switches itself off when it has reported something), and nothing
# that was allocated be forgotten. TAP.
. /lib/parallax/toolbox

leaks=/sys/kernel/debug/kmemleak

lockdep_is_on() {
	grep -q '^ *debug_locks: *1$' /proc/lockdep_stats || { cat /proc/lockdep_stats; return 1; }
}

# What is younger than five seconds is no suspect yet.
scan() {
	sleep 6
	echo scan >$leaks
}

nothing_leaked() {
	scan && scan && [ -z "$(cat $leaks)" ] && return
	head -n 60 $leaks
	return 1
}

unloaded() {
	! grep -q '^parallax ' /proc/modules
}

check 'lockdep is on when it begins' lockdep_is_on
"$@"
status=$?
check 'the module is unloaded' unloaded
check 'lockdep is still on' lockdep_is_on
check 'kmemleak finds nothing' nothing_leaked
done_testing && exit $status
