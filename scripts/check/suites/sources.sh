#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/sources.sh: a hash changes with each source file that it covers, and only
# make check stops at a warning. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tree"
cp -r compare kmod user scripts Makefile Kbuild "$work/tree"

# Prints the three hashes of the tree: shared, program, module.
hashes() {
	make -s --no-print-directory -f - -C "$work/tree" <<'END'
include compare/sources.mk
print:
	@echo $(call px_hash,.,$(PX_SHARED_SOURCES))
	@echo $(call px_hash,.,$(PX_PROGRAM_SOURCES))
	@echo $(call px_hash,.,$(PX_MODULE_SOURCES))
END
}

# changes FILE WHICH: after an edit of FILE exactly the lines WHICH of the hashes change.
changes() {
	local which

	hashes >"$work/before"
	echo '/* changed */' >>"$work/tree/$1"
	hashes >"$work/after"
	which=$(paste -d' ' "$work/before" "$work/after" | awk '$1 != $2 { print NR }' | tr -d '\n')
	[ "$which" = "$2" ] || { echo "$1: the hashes $which changed, expected $2"; return 1; }
}

# builds VARIABLE...: an object of the program with an unused variable.
builds() {
	make -s --no-print-directory -C "$work/tree" "$@" build/user/user/util/nearest.o >"$work/output" 2>&1
}

check 'there are three different hashes' [ "$(hashes | grep -xE '[0-9a-f]{64}' | sort -u | wc -l)" -eq 3 ]
check 'a workload changes the shared hash' changes compare/workloads/empty.c 1
check 'a contract changes the shared hash' changes compare/contract/mutex.h 1
check 'a twin of the program changes its own hash' changes user/twins/mutex.h 2
check 'a side changes the hash of the program' changes user/sides/side_user.c 2
check 'the plan changes the hash of the program' changes compare/measure/plan_run.c 2
check 'a twin of the module changes its own hash' changes kmod/twins/mutex.h 3
check 'Kbuild changes the hash of the module' changes Kbuild 3
check 'a document changes none' changes compare/README.md ''
sed -i 's/^#include "nearest.h"/&\nstatic int unused;/' "$work/tree/user/util/nearest.c"
check 'a warning does not stop the build of the program' builds PX_WERROR=
check 'it is printed' grep -q 'warning: .unused. defined but not used' "$work/output"
rm -rf "$work/tree/build"
refute 'a warning stops the build of make check' builds PX_WERROR=y
check 'Kbuild has no -Werror without PX_WERROR' [ "$(grep -c '^ccflags-y.*-Werror' Kbuild)" -eq 0 ]
check 'Kbuild has -Werror with it' grep -qx 'ccflags-$(PX_WERROR) += -Werror' Kbuild
done_testing
