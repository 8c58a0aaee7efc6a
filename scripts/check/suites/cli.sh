#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/cli.sh: the program's command line, on this machine, where no
# module is loaded. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

p=build/user/parallax
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# usage ARGUMENT…: refused with status 2, one line on stderr, nothing on stdout.
usage() {
	"$p" "$@" >"$work/out" 2>"$work/err"
	local got=$?
	ok "$((got != 2 || $(wc -l <"$work/err") != 1 || $(wc -c <"$work/out") != 0))" \
		"refused with one line: parallax $*"
}

# names_nearest TEXT ARGUMENT…: refused, with that text in the line.
names_nearest() {
	local text=$1

	shift
	"$p" "$@" >/dev/null 2>"$work/err"
	ok "$(($? != 2 || $(wc -l <"$work/err") != 1))" "refused with one line: parallax $*"
	check "$*: $text" contains "$(<"$work/err")" "$text"
}

is_json() {
	build/tests/json_valid <"$1"
}

status 'help' 0 "$p" --help
status 'help of a command' 0 "$p" run --help
status 'version' 0 "$p" --version
status 'list' 0 "$p" list
for command in run show diff page boundary icount selftest lab claims explain bugs list info call; do
	for option in --help -h --usage --version -V; do
		"$p" "$command" "$option" >"$work/out" 2>"$work/err"
		ok "$(($? || $(wc -c <"$work/err") || !$(wc -c <"$work/out")))" "$command $option: on stdout, status 0"
	done
	check "the help lists $command" grep -q "^  $command  *[a-z]" <("$p" --help)
done
check 'the usage of the program' grep -q '^Usage: parallax ' <("$p" --usage)
check 'the help of a command comes after other options' grep -q '^Usage: parallax run ' <("$p" run --threads 1 --help)
status 'info' 0 "$p" info
check 'info: the reason why there is no module' contains "$("$p" info)" 'no /dev/parallax: load the module'

usage
usage frobnicate
usage --frob
names_nearest "unknown command 'rnu': did you mean run?" rnu
names_nearest 'expected run, show, ' frobnicate
names_nearest "unknown workload 'mutex_conter': did you mean mutex_counter?" run mutex_conter
names_nearest "unknown option '--thred': did you mean --threads?" run --thred 1
names_nearest "unknown side 'usr': did you mean user?" run --side usr
names_nearest "unknown side for --against 'usr': did you mean user?" run --against usr
names_nearest '--against: uring is not among the sides of this run (user)' run --side user --against uring
names_nearest '--against: ioctlx8 is not among the sides of this run (kernel, user)' run --side kernel,user --against ioctlx8
names_nearest "unknown lab 'rwlock_rentry': did you mean rwlock_reentry?" lab rwlock_rentry
names_nearest "unknown claim 'W22': did you mean W2?" claims W22
names_nearest "unknown bug 'double_unlok': did you mean double_unlock?" explain --bug double_unlok
names_nearest "unknown concept 'mutx': did you mean mutex?" explain mutx
names_nearest "unknown operation 'lokc': did you mean lock?" call --fd 3 mutex lokc a
names_nearest "unknown kind 'mutx': did you mean mutex?" call --fd 3 mutx lock a
names_nearest 'expected a value' run --threads
names_nearest 'takes no value' run --plan=1
names_nearest '(try --help)' run --seed x
usage run no_such_workload
usage run empty no_such_workload
usage run --threads 0
usage run --threads 99999
usage run --threads 1,
usage run --threads 1:8
usage run --threads 8:1:1
usage run --threads 1:8:0
usage run --threads 1:1024:1
usage run --threads 1:8:x1
usage run --threads 0:8:x2
usage run --threads 1:8:×
usage run --threads shape
usage run --hold 0:63:1 --think 0:63:1 --threads 1,2
usage run --threads -1
usage run --threads 18446744073709551617
usage run --seconds -1
usage run --seconds 0
usage run --seconds 61
usage run --seconds 1e1
usage run --seconds nan
usage run --seconds .
usage run --ops 0
usage run --ops 1000000000001
usage run --ops 5 --seconds 1
usage run --rounds 0
usage run --rounds 1001
usage run --hold 50000001
usage run --threads 1000 --hold 50001
usage run --think x
usage run --read-share 101
usage run --input ''
usage run --input
usage run --lines 0
usage run --lines 10000001
usage run --lines 5 --input /dev/null
usage run empty --lines 5
usage run empty --input /dev/null
usage run scope_chunks --lines 3 --threads 4
usage run --payload 7
usage run --payload 12
usage run --payload 4104
usage run --capacity 0
usage run --capacity 65537
usage run --payload 4096 --capacity 4097
usage run chan_bounded --threads 1
usage run --pin two
usage run --pin none,
usage run --seconds 0.1,
usage run --payload 8,12
usage run --latency=1
usage run --seconds 50m
usage run --seconds 5mss
usage run --seconds 61000ms
usage run --seconds 0ns
usage run --hold 1.5
usage run --hold 1m
usage run --hold 51ms
usage run --hold 1-5
usage run --threads 4-1
usage run --threads 1-
usage run --threads 1-4:2
usage run --threads 0-4
usage run --threads 1-100
usage run --threads 2s
usage run --csv ''
usage show
usage show --frob
usage selftest extra
usage selftest --bias
usage selftest --bias none
usage selftest --tables 0
usage selftest --tables 1001
usage selftest --rounds 5
usage selftest --seconds 0
usage icount extra
usage icount --write
usage page
usage page --output x
usage page x
usage page --output x --frob y
usage diff
usage diff a
usage diff a b c
usage diff a b --threshold
usage diff a b --threshold x
usage diff a b --threshold -1
usage run --cpus ''
usage run --cpus 1-0
usage run --cpus 99999
usage run --side moon
usage run --side user,user
usage run --side ''
usage run --side ioctl,ioctl
usage run --batch 0
usage run --batch 1025
usage run --steps 1,x
usage run --sqpoll=1
usage run --side kernel,user,uring --batch 1:7:1
usage run --seed 9007199254740992
usage run --json ''
usage run --frob
usage run --threads
usage run -x
usage boundary extra
usage boundary --rounds 0
usage boundary --rounds 101
usage boundary --seconds 61
usage boundary --json ''
usage boundary --frob
usage list extra
usage info extra
usage call
usage call --fd x mutex new a
usage call --fd 3 mutex
usage call --fd 3 mutex frob a
usage call --fd 3 mutex new ''
usage call --fd 3 mutex new 01234567890123456789012345678901
usage call --fd 3 --timeout 61 mutex lock a
usage call --fd 3 --owner -1 mutex lock a
usage call --fd 3 --hold 61 mutex lock a
usage call --fd 3 mutex lock a 1
usage call --fd 3 chan new a
usage call --fd 3 chan new a 65537
usage call --fd 3 chan new a full
usage call --fd 3 chan send a
usage call --fd 3 chan send a 18446744073709551616
usage call --fd 3 chan recv a 1
usage call --fd 3 poison set a

usage lab no_such_lab
usage lab --frob
usage lab --predict
usage lab --json --predict thread_join_value
usage lab --predict=moon thread_join_value
usage lab --save x thread_join_value
usage lab --ask-only --predict thread_join_value
usage claims W99
usage claims W1 W2
usage claims --frob
usage explain no_such_concept
usage explain mutex arc

"$p" run empty --side user --rounds 2 --seconds 0.01 --json - >"$work/json" 2>"$work/err"
ok $? 'JSON on stdout'
check 'it is one valid document' is_json "$work/json"
ok "$(wc -c <"$work/err")" 'and nothing is on stderr'
"$p" run empty --side user --rounds 2 --seconds 0.01 --json "$work/file" >"$work/table"
ok $? 'JSON to a file, table on stdout'
check 'the file is a valid document' is_json "$work/file"
check 'the table has the workload' grep -q '^empty ' "$work/table"
status 'CSV as well' 0 "$p" run empty --side user --rounds 2 --seconds 0.01 --threads 1,2 --csv "$work/csv"
check 'CSV: a line for each round, and one with the names' equal "$(wc -l <"$work/csv")" 5
check 'CSV: each line has the same number of fields' equal "$(awk -F, '{ print NF }' "$work/csv" | sort -u)" 33

sources_exist() {
	local concept path

	for concept in $("$p" explain); do
		for path in $("$p" explain "$concept" | sed -n '/^  sources/,/^$/ { s/^  sources//; p }'); do
			[ -e "$path" ] || { echo "$concept: no $path"; return 1; }
		done
	done
}

workloads_exist() {
	local concept name

	for concept in $("$p" explain); do
		for name in $("$p" explain "$concept" | sed -n 's/^  workloads  //p'); do
			"$p" list | grep -q "^  $name " || { echo "$concept: no $name"; return 1; }
		done
	done
}

check 'explain names source files that exist' sources_exist
check 'explain names workloads that exist' workloads_exist
check 'the same seed, the same reads and writes' bash -c "
	a=\$($p run rwlock_mix --side user --threads 1 --ops 5000 --rounds 1 --seed 7 --json - | grep -A2 writes)
	b=\$($p run rwlock_mix --side user --threads 1 --ops 5000 --rounds 1 --seed 7 --json - | grep -A2 writes)
	c=\$($p run rwlock_mix --side user --threads 1 --ops 5000 --rounds 1 --seed 8 --json - | grep -A2 writes)
	[ \"\$a\" = \"\$b\" ] && [ \"\$a\" != \"\$c\" ]"

# refuses LINE WHAT TEXT: a file with this text is refused at this line.
refuses() {
	printf "$3" >"$work/a file"
	"$p" run scope_chunks --input "$work/a file" >"$work/out" 2>"$work/err"
	local got=$?
	ok "$((got != 1 || $(wc -l <"$work/err") != 1 || $(wc -c <"$work/out") != 0))" "input: $2: refused with one line"
	check "input: $2: the message has file and line" contains "$(<"$work/err")" "$work/a file:$1: "
}

refuses 2 'a letter' '1: 1\n1: x\n'
refuses 1 'a number of 2^64' '1: 18446744073709551616\n'
refuses 3 'no numbers' '1: 1\n\n1:\n'
refuses 1 'no colon' '1 1\n'
refuses 1 'no target' ': 1\n'
refuses 1 'two colons' '1:: 1\n'
refuses 1 'too many numbers' "1:$(printf ' 1%.0s' {1..17})\\n"
refuses 2 'a long line' "1: 1\\n1: $(printf '%5000s' 1)\\n"
refuses 1 'nothing' ''
printf '16: 3 8 5\r\n\n39: 3 8 5\n385: 3 8 5' >"$work/a file"
"$p" run scope_chunks --side user --input "$work/a file" --threads 1,2,3 --ops 2 --rounds 2 --json - >"$work/json"
ok $? 'input: a valid file is accepted'
check 'input: each number of threads finds the sum' \
	equal "$(grep -c '"observed": "401"' "$work/json")" 12
check 'input: the results name it' contains "$(grep -A3 '"input_file": {' "$work/json")" "\"path\": \"$work/a file\""
check 'input: so does the header of the table' contains "$("$p" run scope_chunks --side user --input "$work/a file" \
	--ops 1 --rounds 1)" 'a file, 3 lines'
status 'input: a missing file' 1 "$p" run scope_chunks --input "$work/none"
status 'input: a folder' 1 "$p" run scope_chunks --input "$work"
status 'input: a device' 1 "$p" run scope_chunks --input /dev/null
# Two tables of 31 rows. By chance 8 of 62 comparisons are false once in 230 runs, so a second run may correct it.
check 'selftest: no more false differences than expected' \
	bash -c "$p selftest --tables 2 || $p selftest --tables 2"
for bias in factor order warmup; do
	"$p" selftest --bias $bias --tables 2 >"$work/out" 2>"$work/err"
	ok "$(($? != 1))" "selftest --bias $bias: it is found, status 1"
	check "selftest --bias $bias: the message has the figures" \
		grep -qE '^parallax: user compared with itself: a difference in [0-9]+ of [0-9]+ comparisons' "$work/err"
	check "selftest --bias $bias: the output says that it was planted" grep -q '^PLANTED BIAS: ' "$work/out"
done
check 'the same seed, the same lines' bash -c "
	a=\$($p run scope_chunks --side user --threads 1 --ops 1 --rounds 1 --seed 7 --json - | grep observed)
	b=\$($p run scope_chunks --side user --threads 3 --ops 1 --rounds 1 --seed 7 --json - | grep observed)
	c=\$($p run scope_chunks --side user --threads 1 --ops 1 --rounds 1 --seed 8 --json - | grep observed)
	[ \"\$a\" = \"\$b\" ] && [ \"\$a\" != \"\$c\" ]"

done_testing
