#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine: run-selected.sh TEST…: the tests of guest.sh that are named, and
# access, lab:NAME and run:WORKLOAD; each for 40 s at most, on a slow kernel for 120. The module is gone when it ends. TAP.
. /lib/parallax/guest-lib

limit=40
[ "${PX_SCALE:-1}" -eq 1 ] || limit=120

for one; do
	case $one in
	access) refute 'an unprivileged user cannot open the device' su student -c 'exec 3<>/dev/parallax' ;;
	contracts) adopt contracts conform ;;
	lab:*) status "lab ${one#lab:}" 0 timeout $limit parallax lab "${one#lab:}" ;;
	run:*) status "run ${one#run:}" 0 timeout $limit parallax run "${one#run:}" --rounds 2 \
		--threads 2,5 --ops "$(few 2000)" --hold 500 ;;
	test_run | test_input_kill) adopt "$one" timeout -s KILL $limit "$one" 3000 ;;
	*) adopt "$one" timeout -s KILL $limit "$one" ;;
	esac
done
check 'the module can go at the end' timeout 20 rmmod parallax
done_testing
