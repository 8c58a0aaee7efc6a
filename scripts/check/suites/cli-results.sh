#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/cli-results.sh: a part of the suite cli: sweeps, kept results, pages,
# interrupted runs and write errors. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

p=build/user/parallax
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

is_json() {
	build/tests/json_valid <"$1"
}

"$p" run empty --side user --rounds 2 --seconds 0.01 --threads 1,2 --csv "$work/csv" >/dev/null

# rows PATTERN ARGUMENT…: how many rows of the table match.
rows() {
	local pattern=$1

	shift
	"$p" run "${workload:-empty}" --side user --rounds 1 --seconds 0.001 "$@" | sed '/^Use of the machine/,$d' | grep -cE "$pattern"
}

"$p" run empty --side user --rounds 1 --seconds 0.001 --threads 1-9 --json "$work/nine" >"$work/printed"
check 'many rows: the last line names the file for show' equal "$(tail -n 1 "$work/printed")" "Use of the machine: parallax show $work/nine"
(cd "$work" && "$OLDPWD/$p" run empty --side user --rounds 1 --seconds 0.001 --threads 1-9 --json nine) >"$work/printed"
check 'and where make run puts it' equal "$(tail -n 1 "$work/printed")" \
	'Use of the machine: parallax show nine ("make run" puts this file into build/out)'
cpus=$(nproc)
check 'a range' equal "$(rows '^empty ' --threads 1:7:2)" 4
check 'a range without a step' equal "$(rows '^empty ' --threads 1-4)" 4
check 'ranges and numbers' equal "$(rows '^empty ' --threads 1-3,8,1:9:4)" 7
check 'the number of allowed CPUs' equal "$(taskset -c "$(taskset -cp $$ | sed 's/.*: \([0-9]*\).*/\1/')" \
	"$p" run empty --side user --threads ncpu --plan | grep -o '×[0-9]*$')" ×1
"$p" run cell_update --side user --rounds 1 --threads 1 --seconds 1ms,0.001s,1000us,1000000ns,0.001 \
	--hold 1.5us,1500 --json - >"$work/json"
check 'durations with a unit' equal "$(grep -c '"duration_ns": 1000000,' "$work/json") $(grep -c '"hold_ns": 1500,' "$work/json")" '10 10'
check 'a range by factors' equal "$(rows '^empty ' --threads 1:16:×2)" 5
check 'a range by factors, with the sign x' equal "$(rows '^empty ' --threads 3:30:x3)" 3
check 'every combination' equal "$(workload=cell_update rows '^cell_update ' --threads 1,2 --hold 0,50 --think 0,50)" 8
check 'each row has the values that differ' equal "$(workload=cell_update rows '^ +hold (0|50) ns · think (0|50) ns$' --threads 1,2 --hold 0,50 --think 0,50)" 8
check 'a parameter that does not apply adds no row' equal "$(workload=chan_unbounded rows '^chan_unb' --threads 2 --capacity 1,16,128)" 1
check 'and a line says so' equal "$(workload=chan_unbounded rows '^--capacity does not apply to chan_unbounded: one row' \
	--threads 2 --capacity 1,16,128)" 1
check 'one that applies does' equal "$(workload=chan_bounded rows '^chan_b' --threads 2 --capacity 1,16,128)" 3

# uses FILE: the parameters that the code of a workload reads, and those that it declares.
uses() {
	local text word declared code

	text=$(cat "$1" $(sed -n 's/^#include "\([a-z_]*_load\.h\)"/compare\/workloads\/\1/p' "$1"))
	declared=$(sed -n 's/^\t\.uses = \(.*\),/\1/p' "$1")
	for word in hold think read_share payload capacity; do
		code=$(grep -cE "(delay\.|spec->|run_spec_)$word\b" <<<"$text")
		[[ $code != 0 ]] && printf '%s ' "$word"
		[[ " $declared " == *" PX_USES_${word^^} "* ]] && printf '+%s ' "$word"
	done | sed -E 's/([a-z_]+) \+\1 //g'
}

check 'each workload declares the parameters that it reads' equal "$(for file in compare/workloads/*.c; do
	uses "$file"; done)" ''
sed 's/USES_HOLD/USES_PAYLOAD/' compare/workloads/cell_update.c >"$work/uses.c"
check 'one that declares another is noticed' equal "$(uses "$work/uses.c")" 'hold +payload '
check 'shapes: four times the CPUs' equal "$(rows "^empty +$((4 * cpus)) " --threads shapes)" 1
check 'more workers than CPUs: a line explains it' equal "$(rows '^ *more workers than CPUs: they take turns' --threads 1,$((cpus + 1)))" 1
check 'and two workers on one CPU, too' equal "$(rows '^ *more workers than CPUs: they take turns' --threads 2 --pin one)" 1
check 'a CPU for each worker: no such line' equal "$(rows 'more workers than CPUs' --threads 1-$cpus)" 0
check 'shapes: all on one CPU' equal "$(rows 'all workers on one CPU' --threads shapes)" 1

"$p" run empty mutex_counter --side user --rounds 6 --seconds 0.01 --latency --json "$work/before" >"$work/printed"
"$p" show "$work/before" >"$work/shown"
ok $? 'show'
check 'show prints what run has printed' equal "$(head -n "$(wc -l <"$work/printed")" "$work/shown")" "$(<"$work/printed")"
check 'show plots it' grep -q '^  ×2 .*█' "$work/shown"
status 'show of a missing file' 1 "$p" show "$work/nowhere"
status 'show of a file that is not JSON' 1 "$p" show "$work/csv"
# refuses WHAT COMMAND…: fails with status 1 and one line on stderr without control characters.
refuses() {
	local what=$1 got

	shift
	timeout 60 "$@" >/dev/null 2>"$work/err"
	got=$?
	ok "$((got != 1 || $(wc -l <"$work/err") != 1))" "$what: refused in one line"
	check "$what: without control characters" [ "$(tr -d '\n' <"$work/err" | LC_ALL=C grep -c '[[:cntrl:]]')" -eq 0 ]
}

printf '%s' "$(<"$work/before")" >"$work/complete"
for percent in 0 1 50 99; do
	head -c $(($(wc -c <"$work/complete") * percent / 100)) "$work/complete" >"$work/cut"
	refuses "show of the first $percent %" "$p" show "$work/cut"
done
truncate -s 1T "$work/huge"
refuses 'show of 10^12 zero bytes' "$p" show "$work/huge"
refuses 'show of an endless file' "$p" show <(tr '\0' ' ' </dev/zero)
refuses 'show of a folder' "$p" show "$work"
printf '[%.0s' {1..100000} >"$work/deep"
refuses 'show of JSON that is nested too deeply' "$p" show "$work/deep"
head -c 100000 /dev/urandom >"$work/noise"
refuses 'show of random bytes' "$p" show "$work/noise"
printf '{"schema": "\\u001b[2J\\u0007\\n"}' >"$work/escapes"
refuses 'show of a schema with terminal escapes' "$p" show "$work/escapes"
sed 's/"kernel": "[^"]*"/"kernel": "\\u001b[2J\\u009b31m"/' "$work/before" >"$work/escapes"
check 'show: no escape reaches the terminal' \
	[ "$("$p" show "$work/escapes" | LC_ALL=C grep -c $'\033\|\xc2\x9b')" -eq 0 ]
refuses 'page with claims that are not JSON' "$p" page --output "$work/none.html" --claims "$work/noise" "$work/before"

status 'diff of a file and itself' 0 "$p" diff "$work/before" "$work/before"
check 'one run each: a line reports that' bash -c "$p diff '$work/before' '$work/before' | grep -q '^One run each'"
status 'diff of two series' 0 "$p" diff "$work/before" "$work/before" --to "$work/before" "$work/before"
status 'diff of series of different lengths' 2 "$p" diff "$work/before" "$work/before" --to "$work/before"
status 'compare-revisions with an unknown revision' 2 scripts/bench/compare-revisions no-such-revision
status 'every mutant can be applied' 0 scripts/check/mutants --list
status 'compare-revisions with too few pairs' 2 scripts/bench/compare-revisions --pairs 5 HEAD
sed 's/"accelerator": "[^"]*"/"accelerator": "another"/' "$work/before" >"$work/other-machine"
status 'diff of results from different accelerators' 1 "$p" diff "$work/before" "$work/other-machine"

check 'the resource usage is printed' grep -qE '^mutex_counter +1 +user( +[0-9][0-9.e-]*){5,}$' "$work/printed"
check 'so are the hardware counters, or the reason why there are none' grep -q '^hardware counters: [cin]' "$work/printed"
check 'CSV has columns for them' grep -q ',cycles,instructions,cache_misses.$' "$work/csv"

"$p" page --output "$work/page.html" "$work/before" "$work/before"
ok $? 'a page'
check 'the page loads no other file' test -z "$(grep -oE '<script|<link|(src|href)="[^#d][^"]*' "$work/page.html")"
check 'every picture has an alternative text' \
	equal "$(grep -o '<img data-name="[^"]*" alt="[^"]\{40,\}" src="data:image/svg+xml,' "$work/page.html" | wc -l)" \
	"$(grep -o '<img' "$work/page.html" | wc -l)"
check 'the page has pictures' [ "$(grep -c '<img' "$work/page.html")" -ge 3 ]
check 'the page has the source code of twins' grep -q '<pre[^>]*>/\* SPDX' "$work/page.html"
if command -v tidy >/dev/null; then
	check 'the page is valid HTML' test -z "$(tidy -q -e "$work/page.html" 2>&1)"
else
	ok 0 'the page is valid HTML # SKIP no tidy'
fi
check 'markup in a name is escaped' test -z "$(sed 's/"workload": "empty"/"workload": "<b>\&"/' "$work/before" >"$work/markup"
	"$p" page --output "$work/markup.html" "$work/markup" && grep -o '<b>' "$work/markup.html")"
status 'a page of a missing file' 1 "$p" page --output "$work/none.html" "$work/nowhere"
refute 'no page is written' test -e "$work/none.html"
status 'a page in a missing folder' 1 "$p" page --output /nonexistent/x "$work/before"
mkdir "$work/bare"
ln -s "$(command -v sh)" "$work/bare/sh"
status 'a page without gnuplot' 1 env PATH="$work/bare" "$PWD/$p" page --output "$work/none.html" "$work/before"

status 'icount on a clock that does not count instructions' 1 "$p" icount

# Ctrl-C: the results so far are kept.
timeout --foreground --preserve-status -s INT 1 "$p" run mutex_counter --side user --seconds 0.2 --json "$work/part" >"$work/printed"
ok "$(($? != 1))" 'interrupted: status 1'
check 'the file is a valid document' is_json "$work/part"
check 'the file is marked incomplete' grep -q '"complete": false' "$work/part"
check 'so is the table' grep -qE '^INCOMPLETE: interrupted after [1-9][0-9]* of 22 runs\.$' "$work/printed"
check 'so is the output of show' grep -q '^INCOMPLETE' <("$p" show "$work/part")
start=$SECONDS
timeout --foreground --preserve-status -s INT 1 "$p" run mutex_counter --side user --seconds 30 --json "$work/part" >/dev/null
check 'a long run ends at once' [ $((SECONDS - start)) -lt 10 ]

status 'JSON in a missing folder' 1 "$p" run empty --side user --rounds 1 --json /nonexistent/x
refuses 'JSON to a full device' "$p" run empty --side user --rounds 1 --json /dev/full
check '/dev/full is still a device' test -c /dev/full
for command in list info 'explain mutex' "show $work/before" 'run empty --side user --rounds 1' --help --version; do
	# shellcheck disable=SC2086
	"$p" $command >/dev/full 2>"$work/err"
	ok "$(($? != 1 || $(wc -l <"$work/err") != 1))" "stdout is a full device: $command: status 1, one line"
	check "stdout is a full device: $command: the reason" contains "$(<"$work/err")" 'No space left on device'
done
"$p" list >&- 2>"$work/err"
ok "$(($? != 1))" 'with stdout closed: status 1'
exec 3> >(:)
wait $!	# its reader is gone
"$p" show "$work/before" >&3 2>"$work/err"
check 'stdout is a closed pipe: nothing on stderr' equal "$?$(<"$work/err")" 141
exec 3>&-
"$p" run empty --side user --rounds 1 --seconds 0.01 --json "$work/kept" 2>"$work/err" | :
check 'stdout is a closed pipe: the file is kept' is_json "$work/kept"
ln -s kept "$work/link"
"$p" run empty --side user --rounds 1 --seconds 0.01 --json "$work/link" >/dev/null
check 'a symbolic link is kept' test -L "$work/link"
check 'and its target has the results' is_json "$work/link"
"$p" run empty --side user --rounds 1 --seconds 0.01 --json >(cat >"$work/piped") >/dev/null
sleep 0.2
check 'JSON into a pipe' is_json "$work/piped"
cp "$work/kept" "$work/copy"
(ulimit -f 1; trap '' XFSZ; "$p" run empty --side user --rounds 6 --threads 1:8:1 --seconds 0.001 --json "$work/kept" >/dev/null 2>"$work/err")
ok "$(($? != 1 || $(wc -l <"$work/err") != 1))" 'a file beyond the size limit: status 1, one line'
check 'the old file is unchanged' cmp "$work/kept" "$work/copy"
check 'no other file is left' test ! -e "$work/kept.part"
check '--plan prints the runs and their time' \
	bash -c "$p run empty chan_bounded --side user --rounds 3 --seconds 1 --plan >'$work/plan' && grep -qx 'plan: 3 rows on 1 side, 3 rounds: 9 runs, at least 9.1 s' '$work/plan'"
check 'and the time after which the plan hangs: 120 s, 2 s a run, and three times the runs' grep -q '^limit: 172 s, ' "$work/plan"
check '--plan prints one line for each row' bash -c "[ \$(grep -c '^  [a-z_]* *×[12]\$' '$work/plan') -eq 3 ]"
status 'rows with too few threads are left out' 0 "$p" run chan_bounded --side user --rounds 1 --seconds 0.01 --threads 1,2
check 'a line names the rows that are left out' \
	bash -c "$p run chan_bounded --side user --rounds 1 --seconds 0.01 --threads 1,2 | grep -q 'no row with fewer threads than the workload needs: chan_bounded (at least 2)'"
check 'without a module, the user side still runs' "$p" run empty --rounds 1 --seconds 0.01
check 'one line has the reason why the kernel side is absent' \
	bash -c "$p run empty --rounds 1 --seconds 0.01 | grep -c '^kernel side absent: ' | grep -qx 1"
status 'only the kernel side, which is absent' 1 "$p" run empty --side kernel --rounds 1
install -m 755 "$p" "$work/program"
chmod 755 "$work"
no_threads=(bash -c 'ulimit -u 1 && exec "$@"' '')
((EUID)) || no_threads+=(setpriv --reuid 64123 --clear-groups)
status 'no thread can be created: the user side is absent' 1 "${no_threads[@]}" "$work/program" run empty --rounds 1
check 'with the reason' grep -q '^user side absent: cannot create a thread: RLIMIT_NPROC is 1$' \
	<("${no_threads[@]}" "$work/program" run empty --rounds 1)
# widest COLUMNS: the width of the widest line of progress on such a terminal.
widest() {
	LC_ALL=C.UTF-8 script -qec "stty cols $1; exec $p run rwlock_mix --side user --rounds 2 --seconds 0.01 >/dev/null" /dev/null \
		</dev/null | tr '\r' '\n' | sed 's/\x1b\[K//' | grep '^\[' | LC_ALL=C.UTF-8 wc -L
}
for columns in 30 60 80 100; do
	check "a terminal of $columns columns: no line of progress wraps" test "$(widest "$columns")" -lt "$columns"
done
"$p" boundary --rounds 8 --seconds 0.01 --json "$work/boundary.json" >"$work/boundary"
ok $? 'boundary without the module'
check 'boundary: the calls of this kernel, with intervals' [ "$(grep -c '\] .*  ok$' "$work/boundary")" -ge 8 ]
check 'boundary: its JSON is one document' is_json "$work/boundary.json"
check 'boundary: it says what is missing' contains "$(<"$work/boundary")" 'steps in the kernel are not measured'
check 'lab lists the labs' bash -c "$p lab | grep -q '^rwlock_reentry  *W2 '"
"$p" lab thread_join_value --json >"$work/json" 2>"$work/err"
ok $? 'a lab as JSON, on the user side only'
check 'it is one valid document' is_json "$work/json"
ok "$(wc -c <"$work/err")" 'and nothing is on stderr'
check 'without a module a lab is not observed in the kernel' \
	bash -c "$p lab thread_join_value | grep -q 'verdict    not observed'"
check 'each guess is shown beside what was observed' \
	bash -c "printf '1\n1\n' | $p lab rwlock_reentry --predict | grep -q 'user .*your guess: .*; observed: '"
check 'the total of right guesses is printed' bash -c "printf '1\n1\n' | $p lab rwlock_reentry --predict | grep -q '^Right guesses: [01] of 1; 1 not observed$'"
check 'a question is repeated after an invalid answer' bash -c "[ \$(printf 'x\n9\n1x\n\n2\n1\n' | $p lab rwlock_reentry --predict | grep -o 'your guess (' | wc -l) -eq 6 ]"
check 'only the selected sides are asked for' bash -c "[ \$(printf '1\n1\n' | $p lab rwlock_reentry --predict user | grep -o 'your guess (' | wc -l) -eq 1 ]"
check 'all questions come before the first lab' bash -c "printf '1\n1\n' | $p lab rwlock_reentry arc_overflow --predict=user | sed -n '/verdict/,\$p' | grep -c 'your guess (' | grep -qx 0"
$p lab rwlock_reentry --predict </dev/null >"$work/out" 2>"$work/err"
ok "$(($? != 2 || $(wc -l <"$work/err") != 1))" 'the end of input is a usage error, in one line'
refute 'and nothing was run' grep -q verdict "$work/out"
status 'guesses are asked for and saved' 0 bash -c "printf '1\n2\n' | $p lab rwlock_reentry --predict --ask-only --save '$work/guesses'"
check 'the saved guesses are a valid document' is_json "$work/guesses"
check '--ask-only runs no lab' bash -c "[ \$(grep -c '\"observed\": null' '$work/guesses') -eq 2 ]"
check 'saved guesses are used without a question' \
	bash -c "$p lab rwlock_reentry --predict --guesses '$work/guesses' --save '$work/results' </dev/null | grep -q '^Right guesses: '"
check 'and saved with what was observed' grep -q '"right": \(true\|false\)' "$work/results"
refuses 'a file without guesses' "$p" lab rwlock_reentry --guesses "$work/noise"
refuses 'guesses on an unknown lab' "$p" lab rwlock_reentry --guesses <(sed 's/rwlock_reentry/frob/' "$work/guesses")
check 'claims prints all that is known of a claim' bash -c "$p claims W2 | grep -q 'rwlock_reentry'"

done_testing
