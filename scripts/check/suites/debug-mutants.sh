#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/debug-mutants.sh: removes an unlock, a kfree and a bounds check from the
# module, in turn: the tests must fail and show where. Also tests scripts/check/mutants itself: a
# harmless mutant survives; an edit that changes nothing, or more than one place, is an error. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

# log_has MUTANT WORD...: the line of the mutant in the log has each word.
log_has() {
	local line word

	line=$(grep "^$1 " "$folder/log") || { cat "$folder/log"; return 1; }
	shift
	for word; do
		contains "$line" "$word" || return 1
	done
}

# mutant NAME EDIT: writes a list with one mutant of the program's mutex.
mutant() {
	printf 'name: %s\nfile: user/twins/mutex.h\nedit: %s\nbreaks: -\ntests: conform cell\n' "$@" >"$folder/list"
}

scripts/check/mutants input-unlock held-locks-kfree workers-number >"$folder/log" 2>&1
ok $? 'all three mutants are found'
check 'without an unlock: lockdep reports the function' log_has input-unlock found 'lock held' px_workload_input_query
check 'without a kfree: kmemleak reports the function' log_has held-locks-kfree found unreferenced '[parallax]'
check 'without a bounds check: the test of that call fails' log_has workers-number found EINVAL
mutant harmless '1s,$, /* unchanged */,'
status 'a mutant that breaks nothing' 1 scripts/check/mutants -f "$folder/list"
scripts/check/mutants -f "$folder/list" >"$folder/log" 2>&1
check 'the output says that it survives' log_has harmless SURVIVED
mutant nothing 's/no such words//'
scripts/check/mutants -f "$folder/list" >"$folder/log" 2>&1
ok $((! $?)) 'an edit that changes nothing fails'
check 'the output says why' log_has nothing INVALID '0 places'
mutant everything 's/mutex/MUTEX/'
scripts/check/mutants -f "$folder/list" >"$folder/log" 2>&1
check 'so does an edit that changes several places' log_has everything INVALID 'expected one'
status 'an unknown mutant' 2 scripts/check/mutants none
done_testing
