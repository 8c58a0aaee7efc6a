#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/test/build.sh KERNEL…: the module builds for each of these kernels
# without a warning at W=1, sparse is silent where it can parse the headers,
# the module is small, and abi.h is good C99 and C++, of one layout for all callers. TAP.
set -uo pipefail
cd "$(dirname "$0")/../.."
. scripts/test/tap

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

only_includes() {
	[ "$(grep '^#include' compare/abi.h | tr -d '\n')" = '#include <linux/types.h>#include <linux/ioctl.h>' ]
}

# -rt has the same source: the module alone, once more, as fast as can be.
how() {
	if [[ $1 == *-rt ]]; then
		echo CONFIG_DEBUG_INFO=
	else
		echo C=2 PX_TESTS=m
	fi
}

layout=compare/tests/abi_layout.c

# $1: a compiler, its dialect and options for the caller's width. The headers of 64 bits do for both.
laid_out() {
	$1 -pedantic -Wall -Wextra -Werror -Wpadded -iquote compare -idirafter "/usr/include/$(gcc -print-multiarch)" \
		-fsyntax-only "$layout"
}

# Every field of every structure of abi.h stands in the table.
all_listed() {
	awk '/^struct px_.* \{/ { name = $2; print "SIZE(" name ","; next }
		/^}/ { name = "" }
		name && /;/ { sub(/(\[.*\])?;.*/, ""); print "AT(" name ", " $NF "," }' compare/abi.h >"$work/fields"
	grep -q AT "$work/fields" || return 1
	while read -r entry; do
		grep -qF "$entry" "$layout" || { echo "$layout lacks $entry …)"; return 1; }
	done <"$work/fields"
}

all_named() {
	for opcode in $(sed -n '/^enum px_opcode/,/^}/s/^\t\(PX_OP_[A-Z_]*\).*/\1/p' compare/abi.h); do
		grep -q "($opcode, \"" kmod/trace.h || { echo "kmod/trace.h lacks $opcode"; return 1; }
	done
	[ "$opcode" ]
}

# $1 is how many bits.
same_layout() {
	if gcc "-m$1" -fsyntax-only -x c /dev/null 2>/dev/null; then
		check "abi.h has its layout for callers of $1 bits, in C99" laid_out "gcc -std=c99 -m$1"
		check "abi.h has its layout for callers of $1 bits, in C++" laid_out "g++ -std=c++98 -Wno-long-long -m$1 -x c++"
	else
		ok 0 "abi.h has its layout for callers of $1 bits # SKIP gcc has no -m$1"
	fi
}

for kernel in "$@"; do
	# What a download or the build of a kernel says is no warning.
	check "$kernel: the kernel is there, or can be had" scripts/kernel "$kernel"
	check "$kernel: builds in silence at W=1$(how "$kernel" | sed -n 's/.*C=2.*/, sparse too/p')" \
		silent scripts/kmod -K "$kernel" -o "$work/$kernel" -- $(how "$kernel")
	check "$kernel: the module is under 320 KiB" small "$work/$kernel/parallax.ko"
done
check 'abi.h includes linux/types.h and linux/ioctl.h alone' only_includes
check 'abi.h is C99' gcc -std=c99 -pedantic -Wall -Wextra -Werror -fsyntax-only -x c compare/abi.h
check 'abi.h is C++' g++ -std=c++98 -pedantic -Wall -Wextra -Werror -Wno-long-long -fsyntax-only \
	-x c++ compare/abi.h
same_layout 64
same_layout 32
check 'every structure and field of abi.h is in the table of layouts' all_listed
check 'every operation of abi.h has a name in traces' all_named
check 'the source tree is as clean as before' \
	bash -c '! find . -path ./build -prune -o \( -name "*.o" -o -name "*.ko" -o -name "*.cmd" \) -print | grep .'
done_testing
