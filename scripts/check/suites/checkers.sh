#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/checkers.sh: does scripts/collect/checkers notice a broken program that
# was repaired, a correct one that was broken, and a checker that fails? TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/wrong" "$work/bin"
cp compare/bugs/checkers/markers.h "$work/wrong"

head_of() { sed -n '1,/^ \*\/$/p' "compare/bugs/checkers/$1"; }
body_of() { sed '1,/^ \*\/$/d' "compare/bugs/checkers/$1"; }

# Every broken program with the body of its neighbour, and the other way round.
swap() {
	local broken neighbour

	for broken in $(cd compare/bugs/checkers && grep -l '^ \* neighbour: ' -- *.c); do
		neighbour=$(sed -n 's/^ \* neighbour: //p' "compare/bugs/checkers/$broken")
		{ head_of "$broken"; body_of "$neighbour"; } >"$work/wrong/repaired_$broken"
		{ head_of "$neighbour"; body_of "$broken"; } >"$work/wrong/broken_$neighbour"
	done
	{ head_of m3_with_lock.c; echo 'nonsense'; } >"$work/wrong/no_program.c"
	{ head_of m3_without_lock.c; echo 'nonsense'; } >"$work/wrong/no_refusal.c"
	{ head_of m3_with_lock.c | sed '/claims/d'; body_of m3_with_lock.c; } >"$work/wrong/no_claim.c"
	{ head_of m3_with_lock.c | sed 's/clang/oracle/'; body_of m3_with_lock.c; } >"$work/wrong/no_checker.c"
}

# What the build_results has for a file and a checker.
verdict() {
	awk -F '\t' -v c="$1" -v f="$2" '$1 == c && $4 == f { print $6, $7 }' "$work/b/results/checkers.tsv"
}

# noticed CHECKER FILE OBSERVED
noticed() {
	if [ "$(verdict "$1" "$2")" = 'absent absent' ]; then
		ok 0 "$2: $1 # SKIP absent"
	else
		check "$2: $1" equal "$(verdict "$1" "$2")" "$3 not_ok"
	fi
}

status 'an unknown option' 2 scripts/collect/checkers -x
status 'a folder without programs' 2 scripts/collect/checkers -d scripts -b "$work/b"
swap
status 'wrong expectations' 1 scripts/collect/checkers -d "$work/wrong" -b "$work/b"
noticed clang repaired_m3_without_lock.c passes
noticed clang broken_m3_with_lock.c refused
noticed sparse repaired_m3_early_return.c passes
noticed sparse broken_m3_every_return.c refused
noticed sparse repaired_s1_per_cpu_shared.c passes
noticed sparse broken_s1_per_cpu.c refused
noticed clang repaired_s1_shared.c passes
noticed tsan repaired_s1_shared.c passes
noticed tsan repaired_s1_shared_unmarked.c passes
noticed tsan broken_s1_shared_locked.c refused
noticed helgrind repaired_s1_shared.c passes
noticed helgrind broken_s1_shared_locked.c refused
noticed gcc no_program.c failed
noticed clang no_refusal.c failed
noticed gcc no_claim.c passes
noticed oracle no_checker.c failed

ln -s /usr/bin/* "$work/bin" && rm -f "$work"/bin/{clang,sparse,valgrind}
status 'absent checkers are no failure' 0 env PATH="$work/bin" scripts/collect/checkers -b "$work/b"
check 'and are told' equal "$(verdict clang m3_without_lock.c), $(verdict helgrind s1_shared.c)" \
	'absent absent, absent absent'
done_testing
