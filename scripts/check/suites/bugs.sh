#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/bugs.sh: who reads the source, and who watches a program run, catches
# which mistake, as expected? And does scripts/collect/bugs notice a mistake that was put right,
# a net that has gone deaf, and one that cries at everything? TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bugs" "$work/bin"
cp build/bugs/*-{wrong,right} "$work/bugs" 2>/dev/null
parallax=build/user/parallax

observed() {
	awk -F '\t' -v m="$1" -v n="$2" '$1 == m && $2 == n { print $4 }' "$work/results/bugs.tsv"
}

# says STATUS TEXT: of what was seen.
says() {
	local status=0

	PARALLAX_RESULTS=$work/results "$parallax" bugs >"$work/said" 2>&1 || status=$?
	[[ $status == "$1" ]] && grep -qF -- "$2" "$work/said" || { cat "$work/said"; return 1; }
}

look() {
	scripts/collect/bugs -b "$work" --nets build,user "$@"
}

# A program in place of a net, which does as told.
pretend() {
	printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
	chmod +x "$work/bin/$1"
}

status 'an unknown option' 2 scripts/collect/bugs --deaf
status 'a mistake that is none' 2 look no_such
status 'nets that are none' 2 scripts/collect/bugs -b "$work" --nets fishing
status 'every mistake is looked at' 0 look
check 'the matrix has nothing unexpected' says 0 ' 0 UNEXPECTED'

cp "$work/bugs/errorcheck-right" "$work/bugs/errorcheck-wrong"
status 'a mistake put right' 0 look double_unlock
check 'is missed' equal "$(observed double_unlock glibc)" missed
check 'which is UNEXPECTED' says 1 'UNEXPECTED: double_unlock, glibc: missed, expected caught'
cp build/bugs/errorcheck-wrong "$work/bugs"

pretend sparse 'echo "$*" | grep -q -- --version && echo 0.6.4'
status 'a net that has gone deaf' 0 env PATH="$work/bin:$PATH" scripts/collect/bugs -b "$work" --nets build double_unlock
check 'catches nothing' equal "$(observed double_unlock sparse)" missed
pretend sparse 'echo "0.6.4: context imbalance"'
status 'a net that cries at everything' 0 env PATH="$work/bin:$PATH" scripts/collect/bugs -b "$work" --nets build double_unlock
check 'has found nothing' equal "$(observed double_unlock sparse)" false
check 'which is UNEXPECTED' says 1 'double_unlock, sparse: false alarm, expected caught'
pretend clang '[ "$*" = --version ] && echo version 14.0.6'
status 'a net that fails' 1 env PATH="$work/bin:$PATH" scripts/collect/bugs -b "$work" --nets build double_unlock
check 'failed' equal "$(observed double_unlock clang)" failed

rm -f "$work"/bin/*
ln -s /usr/bin/* "$work/bin" && rm -f "$work"/bin/{clang,sparse,valgrind}
status 'absent nets are no failure' 0 env PATH="$work/bin" scripts/collect/bugs -b "$work" --nets build,user double_unlock
check 'and are told' equal "$(observed double_unlock clang), $(observed double_unlock helgrind)" 'absent, absent'
check 'nothing is unexpected' says 0 ' 0 UNEXPECTED'
check 'a mistake is explained' grep -q 'mutex is unlocked twice' <("$parallax" explain --mistake double_unlock)
status 'one that is none is not' 2 "$parallax" explain --mistake no_such
done_testing
