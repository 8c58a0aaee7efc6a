#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/reader-fuzz.sh [SECONDS [SEED]]: fuzzes each parser of files and command
# lines for SECONDS (30), under ASan and UBSan. Each fuzzer must also find a bug that was added on
# purpose. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

seconds=${1:-30} seed=${2:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# seed NAME NUMBER TEXT: adds a first input for fuzzer NAME.
seed() {
	mkdir -p "$work/$1"
	printf '%b' "$3" >"$work/$1/$2"
}

seeds() {
	mkdir -p "$work/results"
	build/user/parallax run empty mutex_counter --side user --threads 1,2 --rounds 6 --ops 5 \
		--latency --json "$work/results/1" >/dev/null
	build/user/parallax run counter_unlocked --side user --rounds 1 --threads 1 --ops 3 \
		--json "$work/results/2" >/dev/null
	cp compare/tests/results-1.json "$work/results/1-old"
	mkdir -p "$work/agent"
	agent_seeds "$work/results/1"
	seed equations 1 'xxxx29: 3 8 5\r\n\n77: 70 7\n'
	seed line 1 'empty\n--threads\n1:8:x2\n--hold\n0,5\n--side\nuser,kernel\n--seconds\n0.5'
	seed line 2 'scope_chunks\n--lines\n100\n--ops\n7\n--batch\n1,8\n--cpus\n0-1\n--pin\none,none\n--seed\n5'
	seed line 3 'chan_bounded\n--threads\nshapes\n--payload\n8:4096:×2\n--capacity\n1\n--kind\nall\n--rounds\n7\n--json\n-'
	seed line 4 'empty\n--seconds\n50ms\n--hold\n1us:9us:2us\n--threads\n1-4,ncpu\n--sid\nusr'
	seed build_results 1 '\0program\tW2\truns\texits 0\texits 0\tok\tshows\nvalue\tp\tn\t1\t2\n'
	seed build_results 2 '\1rwlock_reentry\t0\twaits\ttext\nrwlock_reentry\t-\ttitle\ttext\n'
	seed build_results 3 '\2sparse\t0.6.4\tS1\tfile\trefused\trefused\tok\tfirst line\n'
	seed build_results 4 '\3abba\tlockdep\t\tcaught\tfirst line\n'
	seed baseline 1 '# k\tmodule by m\tprogram by u\tl\nempty\tuser\t4.25\n'
}

# Messages of parallax agent, from a file of results.
agent_seeds() {
	python3 - "$1" "$work/agent" <<-'PYTHON'
	import json, sys
	results = json.load(open(sys.argv[1]))
	case = results["cases"][0]
	run = {"workload": case["workload"], "broken": False, "run_spec": case["run_spec"], "seed": "1", "timed": 0,
	       "counting": 0, "with_input": False}
	messages = [{"agent": "parallax-agent/1", "environment": results["environment"]}, {"run": run},
	            {"input": {"text": "3: 1 2"}}, {"error": 0, "round": case["sides"]["user"]["timed_round"]}]
	for n, message in enumerate(messages):
	    with open(f"{sys.argv[2]}/{n}", "w") as file:
	        json.dump(message, file)
	PYTHON
}

# fuzz PROGRAM NAME SECONDS: writes $work/PROGRAM.log. Keeps a failing input in build/check.
fuzz() {
	mkdir -p "$work/$1"
	timeout $(($3 * 2 + 60)) "build/tests/$1" -max_total_time="$3" -seed="$seed" -timeout=20 \
		-rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="build/check/$1-" \
		"$work/$1" "$work/$2" >"$work/$1.log" 2>&1
}

# show_found PROGRAM: prints the error, and the file of the failing input.
show_found() {
	grep -E 'not true:|runtime error|ERROR|SUMMARY|Test unit written' "$work/$1.log" | head -n 10
}

# number_of PROGRAM TEXT: prints the last number after TEXT in the log.
number_of() {
	sed -n "s/.*$2: *\([0-9]*\).*/\1/p" "$work/$1.log" | tail -n 1
}

fuzz_one() {
	local good=fuzz_$1 broken=fuzz-broken_$1 inputs

	fuzz "$good" "$1" "$seconds"
	ok $? "$1: no input causes an error"
	show_found "$good" | sed 's/^/#   /'
	inputs=$(number_of "$good" number_of_executed_units)
	echo "# attack: reader: $1: ${inputs:-no} inputs, seed $seed, $(number_of "$good" cov) code locations"
	check "$1: at least 100 inputs were tried" [ "${inputs:-0}" -ge 100 ]
	refute "$1: a bug on purpose is found" fuzz "$broken" "$1" 300	# usually within a second
	check "$1: a sanitizer reports it" grep -qE 'AddressSanitizer|runtime error' "$work/$broken.log"
	rm -f "build/check/$broken"-*
}

if ! scripts/build/setup --has runtime:fuzzer; then
	ok 0 'the parsers are fuzzed # SKIP clang has no libFuzzer here'
	done_testing
	exit
fi
mkdir -p build/check
seeds
for reader in results agent build_results equations line baseline; do
	in_parallel fuzz_one $reader
done
gather
done_testing
