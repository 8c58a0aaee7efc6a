#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/broken-twins.sh: the conformance test and the check of a workload must
# notice each twin that is broken on purpose. A program that does not end counts as noticed. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

check 'the correct twins conform' build/tests/conform
while read -r twin contract workload _; do
	[ "$contract" = - ] || in_parallel refute "the broken $twin does not conform" timeout 8 \
		"build/tests/conform-broken-$twin" "$contract"
	[[ $workload == *:* ]] || continue
	IFS=: read -r name hold kind <<<"$workload"
	in_parallel refute "the check of $name notices it" timeout 8 "build/tests/parallax-broken-$twin" \
		run "$name" --side user --threads 2 --rounds 5 --hold "$hold" --kind "${kind:-default}"
done < <(grep '^[a-z]' user/broken_twins/expectations)
gather
check 'TSan is silent on the correct workloads' \
	build/tests/parallax-tsan run --side user --threads 2,5 --kind all --rounds 1 --seconds 0.05
refute 'TSan reports the workload without a lock' env TSAN_OPTIONS=exitcode=66 \
	build/tests/parallax-tsan run counter_unlocked --side user --threads 2 --rounds 1 --ops 1000
check 'ASan and UBSan are silent on all workloads' \
	build/tests/parallax-asan run --side user --threads 1,2,5 --kind all --rounds 2 --seconds 0.05 --hold 100
check 'ASan and UBSan are silent on the contracts' build/tests/conform-asan
check 'TSan is silent on the contracts' build/tests/conform-tsan
done_testing
