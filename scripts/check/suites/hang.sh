#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/hang.sh [KERNEL]: what hangs is ended, and reported with function, file and
# line: a run in the program, a statement of a contract, a kernel lock that is never unlocked, and a
# kernel thread that spins. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

kernel=${1:-6.12}
temp=$(mktemp -d)
tree=build/hang/tree
trap 'rm -rf "$temp"' EXIT

# under SECONDS LIMIT: for check.
under() {
	(($1 < $2)) || { echo "took $1 s, expected under $2 s"; return 1; }
}

# timed NAME COMMAND...: runs COMMAND. Writes the files NAME.out, NAME.err and NAME.end.
timed() {
	local start=$SECONDS got=0 name=$temp/$1

	shift
	"$@" >"$name.out" 2>"$name.err" </dev/null || got=$?
	echo "$got $((SECONDS - start))" >"$name.end"
}

# ended NAME: sets got, seconds, out and err.
ended() {
	read -r got seconds <"$temp/$1.end"
	out=$(<"$temp/$1.out") err=$(<"$temp/$1.err")
}

# A run of the correct program that is stopped for longer than its limit.
stopped_run() {
	build/user/parallax run empty --side user --threads 1 --rounds 1 --seconds 2 &
	sleep 1
	kill -STOP $!
	sleep 22
	kill -CONT $!
	wait $!
}

# The module with a mutex whose unlock does nothing, and only what the test needs.
build_kept() {
	mkdir -p "$tree"
	cp -rp compare kmod Kbuild "$tree"
	sed -i 's/^\tmutex_unlock(&m->m);$/\t(void)m;/' "$tree/kmod/twins/mutex.h"
	! cmp -s kmod/twins/mutex.h "$tree/kmod/twins/mutex.h" || return 1
	scripts/build/build-module -K "$kernel" -s "$tree" -o build/hang/kept -- PX_TESTS=m \
		PX_WORKLOAD_NAMES=mutex_counter PX_LAB_NAMES= PX_CONFORM_NAMES=mutex
}

# marked COMMENT: prints FILE:LINE of the line with this comment.
marked() {
	local file=scripts/check/suites/modules/broken_hang.c

	echo "$file:$(grep -n "/\* $1 \*/" $file | cut -d: -f1)"
}

user_side() {
	ended program
	check 'a user lock that is never unlocked: status 1' equal "$got" 1
	check 'within the margin' under "$seconds" 50
	check 'the report names workload and side' contains "$err" 'a run of mutex_counter on the side user with 2 threads does not end'
	check 'and the waiting worker' grep -qE 'worker 1 \(adder\): asleep, at least [01] steps done' "$temp/program.err"
	check 'and the lock that it waits for' contains "$err" 'px_mutex_lock (user/broken_twins/mutex_kept/'
	check 'and who called it: function and file' contains "$err" 'mutex_counter_add (compare/workloads/mutex_counter.c:'
	ended stopped
	check 'a program that was stopped is not given up' equal "$got: $err" '0: '
	ended contract
	check 'a contract whose statement hangs: status 1' equal "$got" 1
	check 'the statement before it is named' contains "$out" 'user mutex: the statement after "'
	check 'and how long it took' contains "$out" '# hung after 20 s'
	check 'the test bails out' contains "$out" 'Bail out! mutex hangs'
}

kept_guest() {
	scripts/vm/vm --kernel "$kernel" --limit 300 --log "$temp/kept.log" --bin build/user/parallax \
		--module build/hang/kept/parallax.ko --module build/hang/kept/px_conform.ko -- \
		sh -c 'insmod /lib/parallax/px_conform.ko & parallax run mutex_counter --threads 2 --side kernel'
}

spinning_guest() {
	scripts/vm/vm --kernel "$kernel" --limit 300 --no-load --module build/hang/broken_hang.ko -- \
		sh -c 'insmod /lib/parallax/broken_hang.ko; sleep 1000'
}

kernel_side() {
	ended kept
	check 'a kernel lock that is never unlocked: status 124' equal "$got" 124
	check 'long before the limit of 300 s' under "$seconds" 180
	check 'the program names the run' contains "$err" 'a run of mutex_counter on the side kernel with 2 threads does not end'
	check 'the virtual machine says why it ends' contains "$err" 'a run in the guest does not end'
	check 'the waiting kernel thread is named' contains "$err" 'cannot be interrupted, in'
	check 'with function and file' contains "$err" "mutex_counter_add (build/hang/tree/compare/workloads/mutex_counter.c:"
	check 'and the line of the lock' contains "$err" "px_mutex_lock (build/hang/tree/kmod/twins/mutex.h:26)"
	check 'a statement that hangs in the kernel is reported' grep -q 'not ok .* - kernel mutex: .*# hung after 20 s' "$temp/kept.log"
	check 'and bails out' grep -q 'Bail out! mutex hangs' "$temp/kept.log"
}

spinning() {
	ended spin
	check 'a kernel thread that spins: status 125' equal "$got" 125
	check 'long before the limit of 300 s' under "$seconds" 180
	check 'a soft lockup is reported' contains "$err" 'soft lockup'
	check 'with function, file and line' grep -qE "spin \($(marked 'hang: spin' | sed 's/[0-9]*$//')[0-9]+\)" "$temp/spin.err"
}

check 'build a module whose unlock does nothing' build_kept
check 'build a module that hangs' scripts/build/build-module -K "$kernel" -s scripts/check/suites/modules -o build/hang
timed program build/tests/parallax-broken-mutex_kept run mutex_counter --side user --threads 2 &
timed stopped stopped_run &
timed contract build/tests/conform-broken-mutex_kept mutex &
timed kept kept_guest &
timed spin spinning_guest &
wait
user_side
kernel_side
spinning
done_testing
