#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/layout.sh: the tree keeps the rules of scripts/check/layout, and the lists of
# mutants and of coverage exceptions name lines that exist. For each rule a violation is planted in
# a copy of the tree, and must be reported. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r kmod user compare scripts "$work/"

# planted RULE TEXT FILE LINE...: with these lines added to FILE, RULE is reported of it, with TEXT.
planted() {
	local rule=$1 text=$2 file=$3 output

	shift 3
	mkdir -p "$work/${file%/*}"
	cp "$work/$file" "$work/kept" 2>/dev/null || rm -f "$work/kept"
	printf '%s\n' "$@" >>"$work/$file"
	output=$(scripts/check/layout "$work" | grep -F "$file")
	if [[ -e $work/kept ]]; then
		cp "$work/kept" "$work/$file"
	else
		rm "$work/$file"
	fi
	contains "$output" "$rule: $text"
}

many_files() {
	local n status=0

	touch "$work"/user/{1..13}.txt
	contains "$(scripts/check/layout "$work")" 'user:1: files: ' || status=1
	rm "$work"/user/{1..13}.txt
	return $status
}

without_twin() {
	rm "$work/kmod/twins/gate.h"
	contains "$(scripts/check/layout "$work")" 'contract/gate.h:1: twins: the contract has no kmod/twins/gate.h'
}

exceptions_exist() {
	local file text rest status=0

	while IFS=$'\t' read -r file text rest; do
		[[ $file && $file != '#'* ]] || continue
		if [[ ! -f $file ]] || { [[ $text != '*' ]] && ! grep -qF -- "$text" "$file"; }; then
			echo "coverage-exceptions: no line of $file has: $text"
			status=1
		fi
	done <scripts/check/coverage-exceptions
	return $status
}

check 'the tree keeps the rules' scripts/check/layout
check 'each mutant changes one place' scripts/check/mutants --list
check 'each coverage exception names a line' exceptions_exist

check 'found: a folder includes one that is above it' planted include 'kmod/base must not include kmod/run' \
	kmod/base/limits.h '#include "run/kernel_run.h"'
check 'found: a lab that includes the program' planted include 'compare/labs must not include user/commands' \
	compare/labs/arc_overflow.c '#include "commands/command.h"'
check 'found: a folder without a line in the table' planted include 'kmod/more has no line' \
	kmod/more/more.c '#include "base/limits.h"'
check 'found: two headers that include each other' planted cycle compare/ \
	compare/base/types.h '#include "str.h"'
check 'found: an include that names no folder' planted path '"kernel_run.h" is no file' \
	kmod/device/main.c '#include "kernel_run.h"'
check 'found: an include that names its own folder' planted path '"run/kernel_run.h" is in the same folder' \
	kmod/run/kernel_run.c '#include "run/kernel_run.h"'
check 'found: an include of a parent folder' planted path '"../base/limits.h" must name' \
	kmod/run/kernel_run.c '#include "../base/limits.h"'
check 'found: two headers with one name' planted unique compare/stats/stats.h user/util/stats.h '/* */'
check 'found: a broken twin of nothing' planted twins 'it replaces no header' user/broken_twins/none/none.h '/* */'
check 'found: a test of __KERNEL__' planted kernel 'only compare/base/types.h' \
	compare/labs/arc_overflow.c '#ifdef __KERNEL__'
check 'found: a test of the kernel version' planted version 'only kmod/base/compat.h' \
	kmod/device/main.c '#if LINUX_VERSION_CODE < 0'
mapfile -t lines < <(seq -f '/* %g */' 301)
check 'found: a file of more than 300 lines' planted long '301 lines' user/util/long.c "${lines[@]}"
check 'found: a line of C of more than 100 columns' planted wide 'more than 100 columns' \
	user/util/long.c "$(printf '/*\t%093d' 0)"
check 'found: too many files in a top folder' many_files
check 'found: a contract without a twin' without_twin
status 'a folder that is no tree' 2 scripts/check/layout "$work/kmod"
done_testing
