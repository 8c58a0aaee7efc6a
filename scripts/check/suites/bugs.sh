#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/bugs.sh: do the compilers, checkers and sanitizers report the bugs
# that they are expected to report? Does scripts/collect/bugs notice a bug that was
# corrected, a detector that reports nothing, and one that reports everything? TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bugs" "$work/bin"
cp build/bugs/*-{wrong,right} "$work/bugs" 2>/dev/null
parallax=build/user/parallax

observed() {
	awk -F '\t' -v bug="$1" -v detector="$2" '$1 == bug && $2 == detector { print $4 }' "$work/results/bugs.tsv"
}

# matrix_has STATUS TEXT: parallax bugs ends with STATUS and prints TEXT.
matrix_has() {
	local status=0

	PARALLAX_RESULTS=$work/results "$parallax" bugs >"$work/matrix" 2>&1 || status=$?
	[[ $status == "$1" ]] && grep -qF -- "$2" "$work/matrix" || { cat "$work/matrix"; return 1; }
}

collect() {
	scripts/collect/bugs -b "$work" --detectors build,user "$@"
}

# The build group with the fake detectors of fake() first on the PATH.
collect_with_fakes() {
	env PATH="$work/bin:$PATH" scripts/collect/bugs -b "$work" --detectors build double_unlock
}

# fake NAME COMMAND: a program of that name that runs COMMAND.
fake() {
	printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
	chmod +x "$work/bin/$1"
}

# unknown_detectors FILE...: the names in the lists of PX_BUG_DOC that no detector has.
unknown_detectors() {
	comm -23 <(sed -nE 's/^\t\.(caught|missed|sometimes|false_positive) = "([^"]*)",$/\2/p' "$@" | tr ' ' '\n' | sort -u) \
		<(sed -nE 's/^\t\{ "([a-z]+)", .*/\1/p' compare/claims/detectors.c | sort -u)
}

check 'the bugs name only detectors that exist' equal "$(unknown_detectors compare/bugs/*.c)" ''
check 'a misspelled detector is reported' equal \
	"$(unknown_detectors <(printf '\t.caught = "lockdepp tsan",\n'))" lockdepp

status 'an unknown option' 2 scripts/collect/bugs --unknown
status 'an unknown bug' 2 collect no_such
status 'an unknown group' 2 scripts/collect/bugs -b "$work" --detectors unknown
status 'all bugs' 0 collect
check 'no result is unexpected' matrix_has 0 ' 0 UNEXPECTED'

cp "$work/bugs/errorcheck-right" "$work/bugs/errorcheck-wrong"
status 'a bug that was corrected' 0 collect double_unlock
check 'a bug that was corrected: missed' equal "$(observed double_unlock glibc)" missed
check 'a bug that was corrected: UNEXPECTED' \
	matrix_has 1 'UNEXPECTED: double_unlock, glibc: missed, expected caught'
cp build/bugs/errorcheck-wrong "$work/bugs"

fake sparse 'echo "$*" | grep -q -- --version && echo 0.6.4'
status 'a detector that reports nothing' 0 collect_with_fakes
check 'a detector that reports nothing: missed' equal "$(observed double_unlock sparse)" missed
fake sparse 'echo "0.6.4: context imbalance"'
status 'a detector that reports everything' 0 collect_with_fakes
check 'a detector that reports everything: false positive' equal "$(observed double_unlock sparse)" false
check 'a detector that reports everything: UNEXPECTED' \
	matrix_has 1 'double_unlock, sparse: false positive, expected caught'
fake clang '[ "$*" = --version ] && echo version 14.0.6'
status 'a detector that fails' 1 collect_with_fakes
check 'a detector that fails: failed' equal "$(observed double_unlock clang)" failed

rm -f "$work"/bin/*
ln -s /usr/bin/* "$work/bin" && rm -f "$work"/bin/{clang,sparse,valgrind}
status 'absent detectors' 0 env PATH="$work/bin" scripts/collect/bugs -b "$work" --detectors build,user double_unlock
check 'absent detectors are recorded' \
	equal "$(observed double_unlock clang), $(observed double_unlock helgrind)" 'absent, absent'
check 'absent detectors are not unexpected' matrix_has 0 ' 0 UNEXPECTED'
check 'a bug is explained' grep -q 'mutex is unlocked twice' <("$parallax" explain --bug double_unlock)
status 'an unknown bug to explain' 2 "$parallax" explain --bug no_such
done_testing
