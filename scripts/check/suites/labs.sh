#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/labs.sh: the labs in user space have the expected results, and sanitizers
# are silent. A wrong expectation, a wrong result of Rust and each broken twin must make a lab
# UNEXPECTED. The suite guest has the kernel side. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t labs < <(build/user/parallax lab | sed -n 's/^\([a-z_]\{1,\}\) .*/\1/p')

# unexpected PROGRAM LAB: the lab ends with status 1 and prints UNEXPECTED.
unexpected() {
	local output

	output=$(timeout 60 "$1" lab "$2" 2>&1)
	[ $? -eq 1 ] && grep -q UNEXPECTED <<<"$output" && return
	printf '%s\n' "$output"
	return 1
}

as_expected() {
	status "$1" 0 timeout 60 build/user/parallax lab "$1"
	status "$1: ASan and UBSan are silent" 0 timeout 60 build/tests/parallax-asan lab "$1"
	status "$1: TSan is silent" 0 timeout 60 env TSAN_OPTIONS=exitcode=66 build/tests/parallax-tsan lab "$1"
}

while read -r twin _ names; do
	for lab in $(tr ' ' '\n' <<<"$names" | grep -v :); do
		in_parallel check "$lab notices the broken $twin" unexpected "build/tests/parallax-broken-$twin" "$lab"
	done
done < <(grep '^[a-z]' user/broken_twins/expectations)
for lab in "${labs[@]}"; do
	in_parallel as_expected "$lab"
done
gather
check 'a wrong expectation is UNEXPECTED' unexpected build/tests/parallax-expects thread_join_value
printf 'value\tthread_join_value\tvalue\t42\t43\n' >"$work/rust.tsv"
check 'an unexpected result of Rust is UNEXPECTED' \
	env PARALLAX_RESULTS="$work" bash -c "$(declare -f unexpected); unexpected build/user/parallax thread_join_value"
done_testing
