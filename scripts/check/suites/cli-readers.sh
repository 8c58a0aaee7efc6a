#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/cli-readers.sh: a part of the suite cli: files with many rows, too little
# memory, files that are no instance, byte order marks, narrow terminals. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.." || exit 1
. scripts/lib/tap

p=build/user/parallax
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$p" run empty --side user --threads 1 --rounds 1 --ops 1 --json "$work/one" >/dev/null

# repeat ROWS: the only row of the file, ROWS times and without its rounds.
repeat() {
	sed '/^     "rounds"/,/^     \],$/c\     "rounds": [],' "$work/one" | awk -v rows="$1" '
		/^ \]$/ && text { while (rows--) printf "%s%s", text, rows ? "," : ""; text = "" }
		/^  \{$/ && cases { text = " " }
		/^ "cases"/ { cases = 1 }
		text { text = text $0; next }
		{ print }'
}

# says PATTERN COMMAND…: status 1, and one line on stderr that matches.
says() {
	local pattern=$1

	shift
	"$@" >/dev/null 2>"$work/err"
	[[ $? == 1 && $(wc -l <"$work/err") == 1 ]] && grep -q "$pattern" "$work/err" && return
	cat "$work/err"
	return 1
}

# limited KIB COMMAND…: with that much address space.
limited() (
	ulimit -v "$1"
	shift
	exec "$@"
)

# The limit is on CPU time, which other processes do not use.
repeat 16000 >"$work/many"
check 'show of 16000 rows takes less than 4 s of CPU time' \
	equal "$(ulimit -t 4; "$p" show "$work/many" | grep -c '^empty  *1  *–')" 16000
for kib in 8000 10000 20000 60000; do
	check "show with $kib KiB of memory: a line says so" \
		says 'many: not enough memory$' limited "$kib" "$p" show "$work/many"
done

# no_instance DESCRIPTOR TEXT: a call fails with one line on stderr.
no_instance() {
	"$p" call --fd "$1" mutex new a </dev/null >"$work/out" 2>"$work/err"
	ok "$(($? != 1 || $(wc -c <"$work/out") != 0))" "call: $2: status 1, nothing on stdout"
	check "call: $2: a line on stderr" equal "$(<"$work/err")" "parallax: --fd $1: $2"
}

no_instance 77 'the file is not open'
no_instance 0 'the file is not /dev/parallax'

printf '\xef\xbb\xbf10: 3 5\n' >"$work/utf8"
printf '\xff\xfe1\0' >"$work/utf16"
check 'input with a byte order mark' says ':1: found a byte order mark; expected' \
	"$p" run scope_chunks --side user --input "$work/utf8"
check 'input with the byte order mark of UTF-16' says ':1: found the byte order mark of UTF-16; expected' \
	"$p" run scope_chunks --side user --input "$work/utf16"
check 'results with a byte order mark' says ': line 1: found a byte order mark; expected' \
	"$p" show <(printf '\xef\xbb\xbf'; cat "$work/one")

# shown COLUMNS [COMMAND]: its output on such a terminal, without the environment.
shown() {
	script -qec "stty cols $1; exec $p ${2:-show $work/one}" /dev/null </dev/null | tr -d '\r' | sed '/^The environment of/,$d'
}

# fits COLUMNS [COMMAND]
fits() {
	test "$(shown "$@" | LC_ALL=C.UTF-8 wc -L)" -le "$1"
}

"$p" run empty --side user --threads 1,2 --rounds 1 --ops 1 --latency --json "$work/latency" >/dev/null

for columns in 60 80 100; do
	check "show on a terminal of $columns columns: no line wraps" fits "$columns"
	check "show of latencies on $columns columns: no line wraps" fits "$columns" "show $work/latency"
	for command in list lab 'explain --bug double_unlock'; do
		check "$command on $columns columns: no line wraps" fits "$columns" "$command"
	done
done
check 'a line says that columns are left out' contains "$(shown 60)" 'Columns are left out'
check 'the line has the number of the terminal, also below the least' contains "$(shown 40)" 'has only 40.'
check 'not on a wide terminal' equal "$(shown 100 | grep -c 'left out')" 0
done_testing
