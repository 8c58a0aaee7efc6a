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

usage
usage frobnicate
usage --frob
names_nearest "unknown command 'rnu': did you mean run?" rnu
names_nearest 'expected run, show, ' frobnicate
names_nearest "unknown workload 'mutex_conter': did you mean mutex_counter?" run mutex_conter
names_nearest "unknown option '--thred': did you mean --threads?" run --thred 1
names_nearest "unknown side 'usr': did you mean user?" run --side usr
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

status 'a call on a file that is not open' 1 "$p" call --fd 77 mutex new a
status 'a call on a file of another kind' 1 "$p" call --fd 0 mutex new a </dev/null

"$p" run empty --side user --rounds 2 --seconds 0.01 --json - >"$work/json" 2>"$work/err"
ok $? 'JSON on stdout'
check 'is one valid document' is_json "$work/json"
ok "$(wc -c <"$work/err")" 'and nothing is on stderr'
"$p" run empty --side user --rounds 2 --seconds 0.01 --json "$work/file" >"$work/table"
ok $? 'JSON to a file, table on stdout'
check 'the file is a valid document' is_json "$work/file"
check 'the table has the workload' grep -q '^empty ' "$work/table"
status 'CSV as well' 0 "$p" run empty --side user --rounds 2 --seconds 0.01 --threads 1,2 --csv "$work/csv"
check 'a row for each round, and one for the names' equal "$(wc -l <"$work/csv")" 5
check 'as many fields in each' equal "$(awk -F, '{ print NF }' "$work/csv" | sort -u)" 31

# rows PATTERN ARGUMENT…: how many rows of the table match.
rows() {
	local pattern=$1

	shift
	"$p" run empty --side user --rounds 1 --seconds 0.001 "$@" | sed '/^Use of the machine/,$d' | grep -cE "$pattern"
}

cpus=$(nproc)
check 'a range' equal "$(rows '^empty ' --threads 1:7:2)" 4
check 'a range without a step' equal "$(rows '^empty ' --threads 1-4)" 4
check 'ranges and numbers' equal "$(rows '^empty ' --threads 1-3,8,1:9:4)" 7
check 'the number of allowed CPUs' equal "$(taskset -c "$(taskset -cp $$ | sed 's/.*: \([0-9]*\).*/\1/')" \
	"$p" run empty --side user --threads ncpu --plan | grep -o '×[0-9]*$')" ×1
"$p" run empty --side user --rounds 1 --threads 1 --seconds 1ms,0.001s,1000us,1000000ns,0.001 \
	--hold 1.5us,1500 --json - >"$work/json"
check 'durations with a unit' equal "$(grep -c '"duration_ns": 1000000,' "$work/json") $(grep -c '"hold_ns": 1500,' "$work/json")" '10 10'
check 'a range by factors' equal "$(rows '^empty ' --threads 1:16:×2)" 5
check 'by another sign' equal "$(rows '^empty ' --threads 3:30:x3)" 3
check 'every combination' equal "$(rows '^empty ' --threads 1,2 --hold 0,50 --think 0,50)" 8
check 'each says what sets it apart' equal "$(rows '^ +hold (0|50) ns · think (0|50) ns$' --threads 1,2 --hold 0,50 --think 0,50)" 8
check 'shapes: four times the CPUs' equal "$(rows "^empty +$((4 * cpus)) " --threads shapes)" 1
check 'shapes: all on one CPU' equal "$(rows 'all workers on one CPU' --threads shapes)" 1

"$p" run empty mutex_counter --side user --rounds 6 --seconds 0.01 --latency --json "$work/before" >"$work/told"
"$p" show "$work/before" >"$work/shown"
ok $? 'show'
check 'shows what run has told' equal "$(head -n "$(wc -l <"$work/told")" "$work/shown")" "$(<"$work/told")"
check 'and plots it' grep -q '^  ×2 .*█' "$work/shown"
status 'show of what is no file' 1 "$p" show "$work/nowhere"
status 'show of what is no document' 1 "$p" show "$work/csv"
# refuses_to WHAT COMMAND…: with status 1, and one line on stderr, in which nothing is that a terminal obeys.
refuses_to() {
	local what=$1 got

	shift
	timeout 60 "$@" >/dev/null 2>"$work/err"
	got=$?
	ok "$((got != 1 || $(wc -l <"$work/err") != 1))" "$what: refused in one line"
	check "$what: which can be printed" [ "$(tr -d '\n' <"$work/err" | LC_ALL=C grep -c '[[:cntrl:]]')" -eq 0 ]
}

printf '%s' "$(<"$work/before")" >"$work/whole"
for percent in 0 1 50 99; do
	head -c $(($(wc -c <"$work/whole") * percent / 100)) "$work/whole" >"$work/cut"
	refuses_to "show of the first $percent %" "$p" show "$work/cut"
done
truncate -s 1T "$work/huge"
refuses_to 'show of 10^12 bytes of nothing' "$p" show "$work/huge"
refuses_to 'show of what does not end' "$p" show <(tr '\0' ' ' </dev/zero)
refuses_to 'show of a folder' "$p" show "$work"
printf '[%.0s' {1..100000} >"$work/deep"
refuses_to 'show of what is too deep' "$p" show "$work/deep"
head -c 100000 /dev/urandom >"$work/noise"
refuses_to 'show of noise' "$p" show "$work/noise"
printf '{"schema": "\\u001b[2J\\u0007\\n"}' >"$work/escapes"
refuses_to 'show of what would obey the terminal' "$p" show "$work/escapes"
sed 's/"kernel": "[^"]*"/"kernel": "\\u001b[2J\\u009b31m"/' "$work/before" >"$work/escapes"
check 'show: no escape reaches the terminal' \
	[ "$("$p" show "$work/escapes" | LC_ALL=C grep -c $'\033\|\xc2\x9b')" -eq 0 ]
refuses_to 'page with notes that are none' "$p" page --output "$work/none.html" --notes "$work/noise" "$work/before"

status 'diff of a file and itself' 0 "$p" diff "$work/before" "$work/before"
check 'one run each: that is said' bash -c "$p diff '$work/before' '$work/before' | grep -q '^One run each'"
status 'diff of two series' 0 "$p" diff "$work/before" "$work/before" --to "$work/before" "$work/before"
status 'diff of unlike many' 2 "$p" diff "$work/before" "$work/before" --to "$work/before"
status 'versus what git does not know' 2 scripts/bench/compare-revisions no-such-revision
status 'each mutant can be made' 0 scripts/check/mutants --list
status 'versus in too few pairs' 2 scripts/bench/compare-revisions --pairs 5 HEAD
sed 's/"accelerator": "[^"]*"/"accelerator": "another"/' "$work/before" >"$work/elsewhere"
status 'diff of what cannot be compared' 1 "$p" diff "$work/before" "$work/elsewhere"

check 'what is used of the machine' grep -qE '^mutex_counter +1 +user( +[0-9][0-9.e-]*){5,}$' "$work/told"
check 'and why there are no counters, or which there are' grep -q '^hardware counters: [cin]' "$work/told"
check 'CSV knows of them' grep -q ',cycles,instructions,cache_misses.$' "$work/csv"

"$p" page --output "$work/page.html" "$work/before" "$work/before"
ok $? 'a page'
check 'it needs nothing else' test -z "$(grep -oE '<script|<link|(src|href)="[^#d][^"]*' "$work/page.html")"
check 'every picture has words for it' \
	equal "$(grep -o '<img data-name="[^"]*" alt="[^"]\{40,\}" src="data:image/svg+xml,' "$work/page.html" | wc -l)" \
	"$(grep -o '<img' "$work/page.html" | wc -l)"
check 'there are pictures' [ "$(grep -c '<img' "$work/page.html")" -ge 3 ]
check 'the twins are there, as source' grep -q '<pre[^>]*>/\* SPDX' "$work/page.html"
if command -v tidy >/dev/null; then
	check 'it is valid' test -z "$(tidy -q -e "$work/page.html" 2>&1)"
else
	ok 0 'it is valid # SKIP no tidy'
fi
check 'what is no markup is none' test -z "$(sed 's/"workload": "empty"/"workload": "<b>\&"/' "$work/before" >"$work/odd"
	"$p" page --output "$work/odd.html" "$work/odd" && grep -o '<b>' "$work/odd.html")"
status 'a page of what is no file' 1 "$p" page --output "$work/none.html" "$work/nowhere"
refute 'is not made' test -e "$work/none.html"
status 'a page to where no file can be' 1 "$p" page --output /nonexistent/x "$work/before"
mkdir "$work/bare"
ln -s "$(command -v sh)" "$work/bare/sh"
status 'without gnuplot' 1 env PATH="$work/bare" "$PWD/$p" page --output "$work/none.html" "$work/before"

status 'icount where the clock does not count instructions' 1 "$p" icount

# Ctrl-C: what was measured by then is kept.
timeout --foreground --preserve-status -s INT 1 "$p" run mutex_counter --side user --seconds 0.2 --json "$work/part" >"$work/told"
ok "$(($? != 1))" 'interrupted: status 1'
check 'the file is a valid document' is_json "$work/part"
check 'marked incomplete' grep -q '"complete": false' "$work/part"
check 'which the table says' grep -qE '^INCOMPLETE: interrupted after [1-9][0-9]* of 22 runs\.$' "$work/told"
check 'and show' grep -q '^INCOMPLETE' <("$p" show "$work/part")
start=$SECONDS
timeout --foreground --preserve-status -s INT 1 "$p" run mutex_counter --side user --seconds 30 --json "$work/part" >/dev/null
check 'a long run ends at once' [ $((SECONDS - start)) -lt 10 ]

status 'JSON to where no file can be' 1 "$p" run empty --side user --rounds 1 --json /nonexistent/x
refuses_to 'JSON to a full device' "$p" run empty --side user --rounds 1 --json /dev/full
check 'the device is still one' test -c /dev/full
for command in list info 'explain mutex' "show $work/before" 'run empty --side user --rounds 1' --help --version; do
	# shellcheck disable=SC2086
	"$p" $command >/dev/full 2>"$work/err"
	ok "$(($? != 1 || $(wc -l <"$work/err") != 1))" "onto a full device: $command: status 1, in one line"
done
"$p" list >&- 2>"$work/err"
ok "$(($? != 1))" 'with stdout closed: status 1'
exec 3> >(:)
wait $!	# its reader is gone
"$p" show "$work/before" >&3 2>"$work/err"
check 'into a closed pipe: not a word' equal "$?$(<"$work/err")" 141
exec 3>&-
"$p" run empty --side user --rounds 1 --seconds 0.01 --json "$work/kept" 2>"$work/err" | :
check 'into a closed pipe: the file is kept' is_json "$work/kept"
ln -s kept "$work/link"
"$p" run empty --side user --rounds 1 --seconds 0.01 --json "$work/link" >/dev/null
check 'a link stays one' test -L "$work/link"
check 'and leads to the results' is_json "$work/link"
"$p" run empty --side user --rounds 1 --seconds 0.01 --json >(cat >"$work/piped") >/dev/null
sleep 0.2
check 'JSON into a pipe' is_json "$work/piped"
cp "$work/kept" "$work/as-before"
(ulimit -f 1; trap '' XFSZ; "$p" run empty --side user --rounds 6 --threads 1:8:1 --seconds 0.001 --json "$work/kept" >/dev/null 2>"$work/err")
ok "$(($? != 1 || $(wc -l <"$work/err") != 1))" 'what grows too large fails, in one line'
check 'and leaves the file as it was' cmp "$work/kept" "$work/as-before"
check 'and nothing else' test ! -e "$work/kept.part"
check 'a plan says what it would run, and how long' \
	bash -c "$p run empty chan_bounded --side user --rounds 3 --seconds 1 --plan >'$work/plan' && grep -qx 'plan: 3 rows on 1 side, 3 rounds: 9 runs, at least 9.1 s' '$work/plan'"
check 'a row a line' bash -c "[ \$(grep -c '^  [a-z_]* *×[12]\$' '$work/plan') -eq 3 ]"
status 'rows with too few threads are left out' 0 "$p" run chan_bounded --side user --rounds 1 --seconds 0.01 --threads 1,2
check 'and that is said' \
	bash -c "$p run chan_bounded --side user --rounds 1 --seconds 0.01 --threads 1,2 | grep -q 'too few threads: chan_bounded (2)'"
check 'without a module, the user side still runs' "$p" run empty --rounds 1 --seconds 0.01
check 'and one line says why the kernel side is absent' \
	bash -c "$p run empty --rounds 1 --seconds 0.01 | grep -c '^kernel side absent: ' | grep -qx 1"
status 'the kernel side alone, absent' 1 "$p" run empty --side kernel --rounds 1
status 'boundary needs the module' 1 "$p" boundary
check 'lab names every lab' bash -c "$p lab | grep -q '^rwlock_reentry  *W2 '"
"$p" lab thread_join_value --json >"$work/json" 2>"$work/err"
ok $? 'a lab as JSON, on the user side alone'
check 'is one valid document' is_json "$work/json"
ok "$(wc -c <"$work/err")" 'and nothing is on stderr'
check 'without a module a lab is not observed in the kernel' \
	bash -c "$p lab thread_join_value | grep -q 'verdict    not observed'"
check 'each guess is shown beside what was observed' \
	bash -c "printf '1\n1\n' | $p lab rwlock_reentry --predict | grep -q 'user .*your guess: .*; observed: '"
check 'and a total' bash -c "printf '1\n1\n' | $p lab rwlock_reentry --predict | grep -q '^Right guesses: [01] of 1; 1 not observed$'"
check 'a wrong answer is asked again' bash -c "[ \$(printf 'x\n9\n1x\n\n2\n1\n' | $p lab rwlock_reentry --predict | grep -o 'your guess (' | wc -l) -eq 6 ]"
check 'only the sides asked for' bash -c "[ \$(printf '1\n1\n' | $p lab rwlock_reentry --predict user | grep -o 'your guess (' | wc -l) -eq 1 ]"
check 'all questions come before the first lab' bash -c "printf '1\n1\n' | $p lab rwlock_reentry arc_overflow --predict=user | sed -n '/verdict/,\$p' | grep -c 'your guess (' | grep -qx 0"
$p lab rwlock_reentry --predict </dev/null >"$work/out" 2>"$work/err"
ok "$(($? != 2 || $(wc -l <"$work/err") != 1))" 'the end of input is a usage error, in one line'
refute 'and nothing was run' grep -q verdict "$work/out"
status 'guesses are asked for and saved' 0 bash -c "printf '1\n2\n' | $p lab rwlock_reentry --predict --ask-only --save '$work/guesses'"
check 'as a valid document' is_json "$work/guesses"
check 'no lab was run for it' bash -c "[ \$(grep -c '\"observed\": null' '$work/guesses') -eq 2 ]"
check 'saved guesses are used without a question' \
	bash -c "$p lab rwlock_reentry --predict --guesses '$work/guesses' --save '$work/results' </dev/null | grep -q '^Right guesses: '"
check 'and saved with what was observed' grep -q '"right": \(true\|false\)' "$work/results"
refuses_to 'guesses that are none' "$p" lab rwlock_reentry --guesses "$work/noise"
refuses_to 'guesses on no lab' "$p" lab rwlock_reentry --guesses <(sed 's/rwlock_reentry/frob/' "$work/guesses")
check 'claims prints all that is known of a claim' bash -c "$p claims W2 | grep -q 'rwlock_reentry'"

sources_exist() {
	local concept path

	for concept in $("$p" explain); do
		for path in $("$p" explain "$concept" | sed -n '/^  sources/,$ { s/^  sources//; p }'); do
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

check 'explain names sources that are there' sources_exist
check 'and workloads that are there' workloads_exist
check 'the same seed, the same reads and writes' bash -c "
	a=\$($p run rwlock_mix --side user --threads 1 --ops 5000 --rounds 1 --seed 7 --json - | grep -A2 writes)
	b=\$($p run rwlock_mix --side user --threads 1 --ops 5000 --rounds 1 --seed 7 --json - | grep -A2 writes)
	c=\$($p run rwlock_mix --side user --threads 1 --ops 5000 --rounds 1 --seed 8 --json - | grep -A2 writes)
	[ \"\$a\" = \"\$b\" ] && [ \"\$a\" != \"\$c\" ]"

# refuses LINE WHAT TEXT: a file with that text is refused at that line.
refuses() {
	printf "$3" >"$work/a file"
	"$p" run scope_chunks --input "$work/a file" >"$work/out" 2>"$work/err"
	local got=$?
	ok "$((got != 1 || $(wc -l <"$work/err") != 1 || $(wc -c <"$work/out") != 0))" "input: $2: refused with one line"
	check "input: $2: by file and line" contains "$(<"$work/err")" "$work/a file:$1: "
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
ok $? 'input: a good file is worked on'
check 'input: its sum is found, by each way to split' \
	equal "$(grep -c '"observed": "401"' "$work/json")" 12
check 'input: the results name it' contains "$(grep -A3 '"input_file": {' "$work/json")" "\"path\": \"$work/a file\""
check 'input: and so does the banner' contains "$("$p" run scope_chunks --side user --input "$work/a file" \
	--ops 1 --rounds 1)" 'a file, 3 lines'
status 'input: a file that is not there' 1 "$p" run scope_chunks --input "$work/none"
status 'input: a folder' 1 "$p" run scope_chunks --input "$work"
status 'input: a device' 1 "$p" run scope_chunks --input /dev/null
check 'the same seed, the same lines' bash -c "
	a=\$($p run scope_chunks --side user --threads 1 --ops 1 --rounds 1 --seed 7 --json - | grep observed)
	b=\$($p run scope_chunks --side user --threads 3 --ops 1 --rounds 1 --seed 7 --json - | grep observed)
	c=\$($p run scope_chunks --side user --threads 1 --ops 1 --rounds 1 --seed 8 --json - | grep observed)
	[ \"\$a\" = \"\$b\" ] && [ \"\$a\" != \"\$c\" ]"

done_testing
