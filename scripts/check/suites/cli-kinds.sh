#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/cli-kinds.sh: run --kind, on this machine, without the module. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

p=build/user/parallax
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# refused TEXT ARGUMENT...: status 2, and one line on stderr with TEXT.
refused() {
	local text=$1

	shift
	"$p" run "$@" >"$work/out" 2>"$work/err"
	ok "$(($? != 2 || $(wc -l <"$work/err") != 1 || $(wc -c <"$work/out") != 0))" "refused: run $*"
	check "and the line says what was expected: $text" contains "$(<"$work/err")" "$text"
}

refused "--kind '': expected all, or default, adaptive" mutex_counter --kind ''
refused 'expected all, or default, adaptive' mutex_counter --kind default,
refused 'expected all, or default, adaptive' mutex_counter --kind all,pi
refused "--kind 'adptive': expected all, or default, adaptive" mutex_counter --kind adptive
refused 'expected default, adaptive, pi, errorcheck (' mutex_counter --kind pi,writer
refused 'expected default (' empty --kind pi

"$p" run mutex_counter empty --kind all --side user --rounds 1 --seconds 0.005 --threads 1 --latency \
	--json "$work/json" >"$work/table"
ok $? 'run with all kinds of locks'
check 'each kind is named, with what the lock is on each side' grep -qx \
	'    kind errorcheck · kernel: struct mutex · user: PTHREAD_MUTEX_ERRORCHECK' "$work/table"
check 'the use of the machine, the latencies and the comparison name it too' \
	test "$(grep -c '^mutex_counter ×1, kind errorcheck' "$work/table")" -ge 2
refute 'all: no kind is missed' grep -q 'left out' "$work/table"
check 'a workload without kinds has one row' equal "$(grep -c '^empty  ' "$work/table")" 1
check 'show prints the kinds of a file' grep -q '    kind pi · kernel: struct rt_mutex · user: ' <("$p" show "$work/json")
"$p" page --output "$work/page.html" "$work/json"
check 'the page has the kinds, and what the lock is on each side' grep -q \
	'kind pi<br><small class="faint">kernel: struct rt_mutex · user: PTHREAD_PRIO_INHERIT</small>' "$work/page.html"
check 'and says which kind a picture shows' grep -q 'The pictures show the kind default' "$work/page.html"
check 'a workload without the kind is left out, with a line' contains \
	"$("$p" run mutex_counter empty --kind pi --side user --rounds 1 --seconds 0.005)" \
	'left out, no lock of the kind pi: empty'
check 'list names the kinds' contains "$("$p" list)" 'kinds: default, adaptive, pi, errorcheck'

done_testing
