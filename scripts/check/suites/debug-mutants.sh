#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/debug-mutants.sh: an unlock, a kfree and a bounds check are taken out of the module, in
# turn: the tests fail, and say where. And scripts/check/mutants itself: what breaks nothing survives,
# and is told; an edit that changes nothing, or more than one place, is none. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

# The line of mutant $1 in the log has each of these words.
tells() {
	local line word

	line=$(grep "^$1 " "$folder/log") || { cat "$folder/log"; return 1; }
	shift
	for word; do
		contains "$line" "$word" || return 1
	done
}

# mutant NAME EDIT: of the mutex of the program, in a list of its own.
mutant() {
	printf 'name: %s\nfile: user/twins/mutex.h\nedit: %s\nbreaks: -\ntests: conform cell\n' "$@" >"$folder/list"
}

scripts/check/mutants intake-unlock holds-kfree callers-number >"$folder/log" 2>&1
ok $? 'all three are found'
check 'without an unlock: by lockdep, where' tells intake-unlock found 'lock held' px_workload_input_declare
check 'without a kfree: by kmemleak, where' tells holds-kfree found unreferenced '[parallax]'
check 'without a bounds check: by the test of that call' tells callers-number found EINVAL
mutant harmless '1s,$, /* as it was */,'
status 'what breaks nothing' 1 scripts/check/mutants -f "$folder/list"
scripts/check/mutants -f "$folder/list" >"$folder/log" 2>&1
check 'survives, and is told' tells harmless SURVIVED
mutant nothing 's/no such words//'
scripts/check/mutants -f "$folder/list" >"$folder/log" 2>&1
ok $((! $?)) 'an edit that changes nothing fails'
check 'and it is said why' tells nothing INVALID '0 places'
mutant everything 's/mutex/MUTEX/'
scripts/check/mutants -f "$folder/list" >"$folder/log" 2>&1
check 'as is one that changes many' tells everything INVALID 'expected one'
status 'no such mutant' 2 scripts/check/mutants none
done_testing
