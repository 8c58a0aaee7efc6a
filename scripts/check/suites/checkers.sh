#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/checkers.sh: does scripts/collect/checkers notice a broken program that
# was corrected, a correct one that was broken, and a checker that fails? TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/wrong" "$work/bin"
cp compare/bugs/checkers/markers.h "$work/wrong"

head_of() { sed -n '1,/^ \*\/$/p' "compare/bugs/checkers/$1"; }
body_of() { sed '1,/^ \*\/$/d' "compare/bugs/checkers/$1"; }

# Exchanges the bodies of each broken program and its corrected version.
swap() {
	local broken corrected

	for broken in $(cd compare/bugs/checkers && grep -l '^ \* corrected: ' -- *.c); do
		corrected=$(sed -n 's/^ \* corrected: //p' "compare/bugs/checkers/$broken")
		{ head_of "$broken"; body_of "$corrected"; } >"$work/wrong/corrected_$broken"
		{ head_of "$corrected"; body_of "$broken"; } >"$work/wrong/broken_$corrected"
	done
	{ head_of m3_with_lock.c; echo 'nonsense'; } >"$work/wrong/no_program.c"
	{ head_of m3_without_lock.c; echo 'nonsense'; } >"$work/wrong/no_refusal.c"
	{ head_of m3_with_lock.c | sed '/claims/d'; body_of m3_with_lock.c; } >"$work/wrong/no_claim.c"
	{ head_of m3_with_lock.c | sed 's/clang/unknown/'; body_of m3_with_lock.c; } >"$work/wrong/no_checker.c"
}

# verdict CHECKER FILE: the observed result and the verdict.
verdict() {
	awk -F '\t' -v c="$1" -v f="$2" '$1 == c && $4 == f { print $6, $7 }' "$work/b/results/checkers.tsv"
}

# noticed CHECKER FILE OBSERVED: the result differs from the expected one.
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
noticed clang corrected_m3_without_lock.c passes
noticed clang broken_m3_with_lock.c refused
noticed sparse corrected_m3_early_return.c passes
noticed sparse broken_m3_every_return.c refused
noticed sparse corrected_s1_per_cpu_shared.c passes
noticed sparse broken_s1_per_cpu.c refused
noticed clang corrected_s1_shared.c passes
noticed tsan corrected_s1_shared.c passes
noticed tsan corrected_s1_shared_unannotated.c passes
noticed tsan broken_s1_shared_locked.c refused
noticed helgrind corrected_s1_shared.c passes
noticed helgrind broken_s1_shared_locked.c refused
noticed gcc no_program.c failed
noticed clang no_refusal.c failed
noticed gcc no_claim.c passes
noticed unknown no_checker.c failed

ln -s /usr/bin/* "$work/bin" && rm -f "$work"/bin/{clang,sparse,valgrind}
status 'absent checkers' 0 env PATH="$work/bin" scripts/collect/checkers -b "$work/b"
check 'absent checkers are recorded' equal "$(verdict clang m3_without_lock.c), $(verdict helgrind s1_shared.c)" \
	'absent absent, absent absent'
done_testing
