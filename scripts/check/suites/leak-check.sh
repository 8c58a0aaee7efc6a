#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, on the debug kernel: leak-check.sh COMMAND...
# COMMAND must end with the module unloaded. Then lockdep must still be on (it switches
# itself off after a report), and kmemleak must find no leak. The coverage data of the
# module, if any, is copied to the working folder. TAP.
. /lib/parallax/guest-lib

leaks=/sys/kernel/debug/kmemleak
symbols=/tmp/symbols

lockdep_is_on() {
	grep -q '^ *debug_locks: *1$' /proc/lockdep_stats || { cat /proc/lockdep_stats; return 1; }
}

# kmemleak ignores objects that are younger than five seconds.
scan() {
	sleep 6
	echo scan >$leaks
}

# After the unload the kernel cannot resolve the module's symbols: this does.
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

# The kernel keeps the data after the unload. Its files have no size, so cat copies them.
keep_coverage() {
	find /sys/kernel/debug/gcov -name '*.gcda' 2>/dev/null | while read -r noted; do
		kept=${noted#/sys/kernel/debug/gcov/}
		mkdir -p "${kept%/*}" && cat "$noted" >"$kept"
	done
}

check 'lockdep is on at the start' lockdep_is_on
grep '\[parallax\]' /proc/kallsyms >$symbols
"$@"
status=$?
check 'the module is unloaded' unloaded
keep_coverage
check 'lockdep is still on' lockdep_is_on
check 'kmemleak finds nothing' nothing_leaked
done_testing && exit $status
