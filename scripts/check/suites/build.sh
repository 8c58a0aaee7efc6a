#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/build.sh KERNEL: the module builds without a warning at W=1; sparse and
# kernel-doc are silent; the module is small if it is not instrumented. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

kernel=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# silent COMMAND...: it succeeds and prints nothing.
silent() {
	local output

	output=$("$@" 2>&1) && [ -z "$output" ] && return
	printf '%s\n' "$output"
	return 1
}

# The documentation comments are well-formed, and a wrong one is reported.
documented() {
	local tool

	tool=$(eval "$(scripts/vm/kernel "$kernel")" && echo "$kdir/scripts/kernel-doc") || return
	silent "$tool" -none kmod/*/*.[ch] compare/uapi/*.h compare/contract/*.h || return
	printf '/**\n * f() - does nothing\n * @b: not a parameter\n */\nvoid f(int a)\n{\n}\n' >"$work/wrong.c"
	! silent "$tool" -none "$work/wrong.c" >/dev/null || { echo 'a wrong comment was not reported'; return 1; }
}

small() {
	size -B "$1" | awk 'NR == 2 && $4 < 352 * 1024 { good = 1 } { print } END { exit !good }'
}

# One kernel has the tests, debug information and sparse. For the others only the module is built, as
# the suites that boot them build the rest.
options() {
	case $1 in
	6.1 | *-rt) echo CONFIG_DEBUG_INFO= ;;
	*) echo C=2 PX_TESTS=m ;;
	esac
}

# Messages of a download or of a kernel build are not warnings of the module.
check "$kernel: the kernel is available" scripts/vm/kernel "$kernel"
check "$kernel: builds without a warning at W=1$(options "$kernel" | sed -n 's/.*C=2.*/, sparse too/p')" \
	silent scripts/build/build-module -K "$kernel" -o "$work/$kernel" -- $(options "$kernel")
[[ $kernel == @(debug|race|uml) ]] ||
	check "$kernel: the module is under 352 KiB" small "$work/$kernel/parallax.ko"
[[ $kernel == uml ]] || # its build folder has no kernel-doc
	check "$kernel: kernel-doc is silent" documented
check 'the build leaves no files in the source tree' \
	bash -c '! find . -path ./build -prune -o \( -name "*.o" -o -name "*.ko" -o -name "*.cmd" \) -print | grep .'
done_testing
