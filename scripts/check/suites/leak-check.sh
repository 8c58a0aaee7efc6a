#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, on the debug kernel: leak-check.sh COMMAND….
# Runs COMMAND, which ends with the module unloaded. Then lockdep must still
# be on (it switches itself off when it has reported something), and nothing
# that was allocated be forgotten. What was executed of a module that noted it is left in
# the working folder. TAP.
. /lib/parallax/guest-lib

leaks=/sys/kernel/debug/kmemleak
symbols=/tmp/symbols

lockdep_is_on() {
	grep -q '^ *debug_locks: *1$' /proc/lockdep_stats || { cat /proc/lockdep_stats; return 1; }
}

# What is younger than five seconds is no suspect yet.
scan() {
	sleep 6
	echo scan >$leaks
}

# The kernel has forgotten what is where in a module that is gone.
with_names() {
	awk 'NR == FNR { at[NR] = "x" $1; name[NR] = $3; n = NR; next }
		match($0, /0xffffffff[0-9a-f]+$/) {
			address = "x" substr($0, RSTART + 2)
			best = ""
			for (i = 1; i <= n; i++)
				if (at[i] <= address && at[i] > best) { best = at[i]; found = name[i] }
			if (best != "")
				$0 = substr($0, 1, RSTART - 1) found " [parallax]"
		}
		{ print }' $symbols -
}

nothing_leaked() {
	scan && scan && [ -z "$(cat $leaks)" ] && return
	head -n 60 $leaks | with_names
	return 1
}

unloaded() {
	! grep -q '^parallax ' /proc/modules
}

# The kernel keeps it when the module is gone; its files have no size that could be known before.
keep_coverage() {
	find /sys/kernel/debug/gcov -name '*.gcda' 2>/dev/null | while read -r noted; do
		kept=${noted#/sys/kernel/debug/gcov/}
		mkdir -p "${kept%/*}" && cat "$noted" >"$kept"
	done
}

check 'lockdep is on when it begins' lockdep_is_on
grep '\[parallax\]' /proc/kallsyms >$symbols
"$@"
status=$?
check 'the module is unloaded' unloaded
keep_coverage
check 'lockdep is still on' lockdep_is_on
check 'kmemleak finds nothing' nothing_leaked
done_testing && exit $status
