#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/race.sh: the guest suite on the race kernel. First it must report a
# race on purpose, to show that it can. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

broken=build/tests/broken-race log=build/check/broken-race.log

race_is_reported() {
	scripts/build/build-module -K race -s scripts/check/suites/modules -o $broken &&
		scripts/vm/vm --kernel race --limit 120 --log $log --module $broken/broken_race.ko -- rmmod broken_race &&
		! scripts/check/check-dmesg $log 2>/dev/null >$broken/report &&
		grep -q 'KCSAN: data-race in broken_race_count' $broken/report
}

mkdir -p $broken build/check
check 'a race on purpose is reported, and found in the log' race_is_reported
include scripts/vm/run-in-vm race 1500 build/check/guest-race.log env PX_SCALE=10 guest.sh 3000
check 'the race of counter_unlocked, BROKEN ON PURPOSE, is reported' \
	grep -q 'KCSAN: data-race in counter_unlocked_step_loop' build/check/guest-race.log
done_testing
