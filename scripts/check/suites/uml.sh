#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/uml.sh: the kernel uml. It does what the virtual machine does; contracts, calls,
# labs and workloads hold in it; and the native comparison has both sides. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

native() {
	local got=0

	scripts/bench/native run empty mutex_counter arc_clone chan_rendezvous --threads 1,2 --rounds 6 --seconds 0.02 \
		--json "$work/native.json" >"$work/native" 2>"$work/err" || got=$?
	check 'native: status 0' equal "$got" 0
	tap_show "$(<"$work/err")"
	check 'native: the kernel side is User Mode Linux' grep -q 'side kernel: Linux .* native (User Mode Linux)' "$work/native"
	check 'native: every check holds' equal "$(grep -c ' ok$' "$work/native")" 7
	refute 'native: nothing is emulated' grep -qi emulat "$work/native"
	check 'native: what sleeps is marked' grep -q '^chan_rendezvous .*[0-9]\*' "$work/native"
	refute 'native: what does not sleep is not' grep -q '^\(arc_clone\|empty\) .*\*' "$work/native"
	check 'native: the guest has ended' refuted pgrep -f "ncpus=.*initrd=${TMPDIR:-/tmp}"
}

refuted() {
	! "$@"
}

# What the machine refuses to the kernel is named in one line, and then there is nothing to test.
refusal() {
	local output status=0

	output=$("$@" scripts/vm/vm --kernel uml --limit 60 -- true 2>&1) || status=$?
	((status != 0)) && grep 'which the kernel uml needs' <<<"$output" && equal "$(wc -l <<<"$output")" 1
}

if reason=$(refusal env); then
	ok 0 "the kernel uml # SKIP $reason"
	done_testing
	exit
fi
check 'without seccomp: one line says so' refusal build/tests/without_seccomp
include scripts/check/suites/vm.sh uml
include scripts/vm/run-in-vm uml 600 build/check/uml-guest.log uml-guest.sh
native
check 'icount: instructions are counted in it' grep -qE '^mutex_counter +[12][0-9][.]' <(scripts/bench/icount uml)
done_testing
