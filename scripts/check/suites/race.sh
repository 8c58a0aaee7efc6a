#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/race.sh: the guest suite on the race kernel. A race that is there on
# purpose must be seen first, or its silence would mean nothing. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

broken=build/tests/broken-race log=build/check/broken-race.log

race_is_seen() {
	scripts/build/build-module -K race -s scripts/check/suites/modules -o $broken &&
		scripts/vm/vm --kernel race --limit 120 --log $log --module $broken/broken_race.ko -- rmmod broken_race &&
		! scripts/check/check-dmesg $log 2>/dev/null >$broken/said &&
		grep -q 'KCSAN: data-race in broken_race_count' $broken/said
}

mkdir -p $broken build/check
check 'a race on purpose is seen, and found in the log' race_is_seen
include scripts/vm/run-in-vm race 1500 build/check/guest-race.log env PX_SCALE=10 guest.sh 3000
check 'counter_unlocked, BROKEN ON PURPOSE, is seen as well' \
	grep -q 'KCSAN: data-race in counter_unlocked_step_loop' build/check/guest-race.log
done_testing
