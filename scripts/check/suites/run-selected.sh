#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine: run-selected.sh TEST...: the named tests of guest.sh, access, claims,
# lab:NAME, run:WORKLOAD, and skip:WHAT: REASON for one that is not run. Each may take 40 s, or 120 s on a slow kernel. The module is
# unloaded at the end. TAP.
. /lib/parallax/guest-lib

# A ring that a process has left is closed a little later.
unload() {
	for n in 1 2 3 4 5 6 7 8 9; do
		rmmod parallax 2>/dev/null && return
		usleep 200000
	done
	timeout 20 rmmod parallax
}

claims() {
	parallax claims --json >/tmp/board.json
	ok $? 'claims: none is UNEXPECTED'
	json_valid </tmp/board.json
	ok $? 'claims: the JSON is one valid document'
}

limit=40
[ "${PX_SCALE:-1}" -eq 1 ] || limit=120

for one; do
	case $one in
	access) refute 'an unprivileged user cannot open the device' su student -c 'exec 3<>/dev/parallax' ;;
	contracts) include_test contracts conform ;;
	claims) claims ;;
	skip:*) one=${one#skip:}; ok 0 "${one%%: *} # SKIP ${one#*: }" ;;
	lab:*) status "lab ${one#lab:}" 0 timeout $limit parallax lab "${one#lab:}" ;;
	run:*) status "run ${one#run:}" 0 timeout $limit parallax run "${one#run:}" --rounds 2 \
		--threads 2,5 --ops "$(few 2000)" --hold 500 ;;
	test_run | test_input_kill) include_test "$one" timeout -s KILL $limit "$one" 3000 ;;
	*) include_test "$one" timeout -s KILL $limit "$one" ;;
	esac
done
check 'the module can be unloaded at the end' unload
done_testing
