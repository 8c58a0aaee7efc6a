#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/clang.sh KERNEL: clang builds the module without a warning at W=1, and that
# module passes conformance tests, calls, workloads and a lab. Debian's own kernels are configured
# for gcc only. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

kernel=$1
built=build/clang/$kernel

skip() {
	ok 0 "$kernel: clang builds the module # SKIP $1"
	done_testing
	exit
}

silently() {
	local output

	output=$(scripts/build/build-module -K "$kernel" -o "$built" -- LLVM=1 PX_TESTS=m 2>&1) && [ -z "$output" ] && return
	printf '%s\n' "$output"
	return 1
}

[[ $kernel == debug || $kernel == race ]] || skip "the headers of Debian's kernels are for gcc"
for tool in clang ld.lld llvm-nm; do
	scripts/build/setup --has command:$tool || skip "$tool is not installed"
done
mkdir -p "$built" build/check
check "$kernel: clang builds the module, without a warning" silently
check "$kernel: the module reports clang as its compiler" grep -qa 'clang [1-9]' "$built/parallax.ko"
scripts/vm/vm --kernel "$kernel" --limit 900 --log "build/check/clang-$kernel.log" \
	--module "$built/parallax.ko" --module "$built/px_conform.ko" --bin build/user/parallax \
	--bin scripts/check/suites/run-selected.sh --bin build/tests/test_calls --bin build/tests/test_op \
	--bin build/tests/test_chan --file scripts/lib/tap:/lib/parallax/tap \
	--file scripts/lib/guest-lib:/lib/parallax/guest-lib -- env PX_SCALE=10 run-selected.sh contracts test_calls test_op \
	test_chan run:mutex_counter run:rwlock_mix run:arc_clone run:chan_bounded lab:rwlock_reentry >"$built/tap"
ok $? "$kernel: the module works"
include_tap "$kernel: " <"$built/tap"
check "$kernel: the kernel log is clean" scripts/check/check-dmesg "build/check/clang-$kernel.log"
done_testing
