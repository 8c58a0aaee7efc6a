#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/test/readers.sh [SECONDS [SEED]]: what of the program reads files and command lines is
# given whatever comes to a fuzzer's mind, each reader for so long (30), under ASan and UBSan; and
# each fuzzer must find what was broken for it. TAP.
set -uo pipefail
cd "$(dirname "$0")/../.."
. scripts/test/tap

seconds=${1:-30} seed=${2:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What each begins with: seed NAME NUMBER TEXT.
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
	seed equations 1 'xxxx29: 3 8 5\r\n\n77: 70 7\n'
	seed line 1 'empty\n--threads\n1:8:x2\n--hold\n0,5\n--side\nuser,kernel\n--seconds\n0.5'
	seed line 2 'scope_chunks\n--lines\n100\n--ops\n7\n--batch\n1,8\n--cpus\n0-1\n--pin\none,none\n--seed\n5'
	seed line 3 'chan_bounded\n--threads\nshapes\n--payload\n8:4096:×2\n--capacity\n1\n--rounds\n7\n--json\n-'
	seed evidence 1 '\0program\tW2\truns\texits 0\texits 0\tok\tshows\nvalue\tp\tn\t1\t2\n'
	seed evidence 2 '\1rwlock_reentry\t0\twaits\ttext\nrwlock_reentry\t-\ttitle\ttext\n'
	seed evidence 3 '\2sparse\t0.6.4\tS1\tfile\trefused\trefused\tok\tfirst line\n'
	seed evidence 4 '\3abba\tlockdep\t\tcaught\tfirst line\n'
	seed baseline 1 '# k\tmodule by m\tprogram by u\tl\nempty\tuser\t4.25\n'
}

# fuzz PROGRAM NAME: what the program says is in its log.
fuzz() {
	mkdir -p "$work/$1-grown"
	(cd "$work" && timeout $((seconds * 2 + 60)) "$OLDPWD/build/tests/$1_$2" -max_total_time="$seconds" -seed="$seed" \
		-timeout=20 -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$work/$1-" \
		"$work/$1_$2-grown" "$work/$2") >"$work/$1_$2.log" 2>&1
}

# What was found, and the input that shows it.
show_found() {
	grep -E 'not so:|runtime error|ERROR|SUMMARY|^Base64' "$work/$1.log" | head -n 10
}

number_of() {
	sed -n "s/.*$2 *\([0-9]*\).*/\1/p" "$work/$1.log" | tail -n 1
}

fuzz_one() {
	mkdir -p "$work/fuzz_$1-grown" "$work/fuzz-busted_$1-grown"
	if fuzz fuzz "$1"; then
		ok 0 "$1: $(number_of "fuzz_$1" 'stat::number_of_executed_units:') inputs, none of which does any harm"
	else
		ok 1 "$1: none of the inputs does any harm"
		show_found "fuzz_$1" | sed 's/^/#   /'
	fi
	echo "# attack: reader: $1: $(number_of "fuzz_$1" 'stat::number_of_executed_units:') inputs, seed $seed, $(number_of "fuzz_$1" 'cov:') places of the code"
	fuzz fuzz-busted "$1"
	ok $((! $?)) "$1: what was broken on purpose is found"
	check "$1: by a sanitizer" grep -qE 'AddressSanitizer|runtime error' "$work/fuzz-busted_$1.log"
}

if ! scripts/setup --has runtime:fuzzer; then
	ok 0 'what reads is fuzzed # SKIP clang has no libFuzzer here'
	done_testing
	exit
fi
seeds
for reader in results evidence equations line baseline; do
	beside fuzz_one $reader
done
gather
done_testing
