#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/build.sh KERNEL: the module builds for that kernel without a warning
# at W=1, sparse and kernel-doc are silent, and the module is small where it is not
# instrumented. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

kernel=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

silent() {
	local said

	said=$("$@" 2>&1) && [ -z "$said" ] && return
	printf '%s\n' "$said"
	return 1
}

small() {
	size -B "$1" | awk 'NR == 2 && $4 < 320 * 1024 { good = 1 } { print } END { exit !good }'
}

# Every header of the kernel side documents its functions.
documented() {
	local kernel_doc

	eval "$(scripts/vm/kernel "$kernel")"
	kernel_doc=$kdir/scripts/kernel-doc
	[[ -x $kernel_doc ]] || { echo "no $kernel_doc"; return 1; }
	grep -rl '^/\*\*$' kmod compare/uapi compare/contract | xargs "$kernel_doc" -none >"$work/doc" 2>&1
	! grep . "$work/doc"
}

# -rt has the same source: the module alone, once more, as fast as can be.
how() {
	if [[ $1 == *-rt ]]; then
		echo CONFIG_DEBUG_INFO=
	else
		echo C=2 PX_TESTS=m
	fi
}

# What a download or the build of a kernel says is no warning.
check "$kernel: the kernel is there, or can be had" scripts/vm/kernel "$kernel"
check "$kernel: builds in silence at W=1$(how "$kernel" | sed -n 's/.*C=2.*/, sparse too/p')" \
	silent scripts/build/build-module -K "$kernel" -o "$work/$kernel" -- $(how "$kernel")
[[ $kernel != 6.12 ]] || check "$kernel: kernel-doc is silent" documented
[[ $kernel == debug || $kernel == race ]] ||
	check "$kernel: the module is under 320 KiB" small "$work/$kernel/parallax.ko"
check 'the source tree is as clean as before' \
	bash -c '! find . -path ./build -prune -o \( -name "*.o" -o -name "*.ko" -o -name "*.cmd" \) -print | grep .'
done_testing
