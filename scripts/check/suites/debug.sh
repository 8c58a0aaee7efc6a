#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/debug.sh: the guest suite and the attacks on the debug kernel, with counts
# and time limits for a slow kernel. Then the coverage of the module. FUZZ='CALLS SEED'
# (1000000 1). TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

include scripts/vm/run-in-vm debug 1500 build/check/guest-debug.log \
	env PX_SCALE=10 leak-check.sh guest.sh 3000
include scripts/vm/run-in-vm debug 1500 build/check/faults-debug.log \
	env PX_SCALE=10 leak-check.sh faults.sh
# shellcheck disable=SC2086
include scripts/vm/run-in-vm debug 1500 build/check/fuzz-debug.log \
	env PX_SCALE=10 leak-check.sh fuzz.sh ${FUZZ:-1000000 1}
include scripts/vm/run-in-vm debug 1500 build/check/life-debug.log \
	env PX_SCALE=10 leak-check.sh life.sh 100
CPUS=1 include scripts/vm/run-in-vm debug 300 build/check/trace-debug.log \
	env PX_SCALE=10 leak-check.sh trace.sh
include scripts/check/coverage build/check/*-debug.cover
done_testing
