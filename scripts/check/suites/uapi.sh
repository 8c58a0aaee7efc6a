#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/uapi.sh: parallax.h is valid C99 and C++ and has the same layout for all
# callers; the test table has each field, and traces have a name for each operation. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

only_includes() {
	[ "$(grep '^#include' compare/uapi/parallax.h | tr -d '\n')" = '#include <linux/types.h>#include <linux/ioctl.h>' ]
}

layout=compare/tests/uapi_layout.c

# laid_out COMPILER: COMPILER has options for language and width. The 64-bit headers fit both.
laid_out() {
	$1 -pedantic -Wall -Wextra -Werror -Wpadded -iquote compare -idirafter "/usr/include/$(gcc -print-multiarch)" \
		-fsyntax-only "$layout"
}

# The table has every field of every structure of parallax.h.
all_listed() {
	awk '/^struct px_.* \{/ { name = $2; print "SIZE(" name ","; next }
		/^}/ { name = "" }
		name && /;/ { sub(/(\[.*\])?;.*/, ""); print "AT(" name ", " $NF "," }' compare/uapi/parallax.h >"$work/fields"
	grep -q AT "$work/fields" || return 1
	while read -r entry; do
		grep -qF "$entry" "$layout" || { echo "$layout lacks $entry …)"; return 1; }
	done <"$work/fields"
}

all_named() {
	for opcode in $(sed -n '/^enum px_opcode/,/^}/s/^\t\(PX_OP_[A-Z_]*\).*/\1/p' compare/uapi/parallax.h); do
		grep -q "($opcode, \"" kmod/base/trace.h || { echo "kmod/base/trace.h lacks $opcode"; return 1; }
	done
	[ "$opcode" ]
}

# kmod/parallax.4 has every ioctl, opcode and structure. In its table, opcodes have no prefix.
in_manual() {
	local name

	for name in $(grep -o '^#define PX_IOC_[A-Z]*	' compare/uapi/parallax.h | cut -d' ' -f2 | grep -v MAGIC) \
		$(grep -o '^	PX_OP_[A-Z_]*' compare/uapi/parallax.h | sed 's/^.PX_OP_//') \
		$(sed -n 's/^struct \(px_.*\) {.*/\1/p' compare/uapi/parallax.h); do
		grep -qw -- "$name" kmod/parallax.4 || { echo "kmod/parallax.4 lacks $name"; return 1; }
	done
	[ "$name" ]
}

silent() {
	local output

	output=$("$@" 2>&1) && [ -z "$output" ] && return
	echo "$output"
	return 1
}

# same_layout BITS
same_layout() {
	if gcc "-m$1" -fsyntax-only -x c /dev/null 2>/dev/null; then
		check "parallax.h has its layout for callers of $1 bits, in C99" laid_out "gcc -std=c99 -m$1"
		check "parallax.h has its layout for callers of $1 bits, in C++" laid_out "g++ -std=c++98 -Wno-long-long -m$1 -x c++"
	else
		ok 0 "parallax.h has its layout for callers of $1 bits # SKIP gcc has no -m$1"
	fi
}

check 'parallax.h includes only linux/types.h and linux/ioctl.h' only_includes
check 'parallax.h is C99' gcc -std=c99 -pedantic -Wall -Wextra -Werror -fsyntax-only -x c compare/uapi/parallax.h
check 'parallax.h is C++' g++ -std=c++98 -pedantic -Wall -Wextra -Werror -Wno-long-long -fsyntax-only \
	-x c++ compare/uapi/parallax.h
same_layout 64
same_layout 32
check 'the table of layouts has every structure and field of parallax.h' all_listed
check 'traces have a name for every operation of parallax.h' all_named
check 'every ioctl, operation and structure of parallax.h is in kmod/parallax.4' in_manual
check 'mandoc reports nothing on kmod/parallax.4' silent mandoc -Tlint kmod/parallax.4
check 'groff reports nothing on kmod/parallax.4' silent groff -ww -mandoc -z kmod/parallax.4
done_testing
