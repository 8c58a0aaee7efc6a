#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, from guest.sh: a processor is offline; io_uring is disabled. The
# module is loaded at the start. TAP.
. /lib/parallax/guest-lib

# runs_everywhere WHAT: every side runs, with more threads than CPUs.
runs_everywhere() {
	status "$1: a run" 0 parallax run empty mutex_counter --threads 1,2,4 --rounds 1 --ops 100 --json /tmp/few.json
	refute "$1: no side is absent" grep -q '"absent_reason": "[^"]' /tmp/few.json
}

# A CPU that is possible, but offline.
one_cpu_offline() {
	echo 0 >/sys/devices/system/cpu/cpu1/online
	runs_everywhere 'CPU 1 is offline'
	echo 1 >/sys/devices/system/cpu/cpu1/online
	runs_everywhere 'CPU 1 is online again'
}

# A facility that is disabled is absent. The others run.
uring_disabled() {
	[ -e /proc/sys/kernel/io_uring_disabled ] || return
	echo 2 >/proc/sys/kernel/io_uring_disabled
	status 'io_uring is disabled: a run' 0 parallax run empty --threads 1 --rounds 1 --ops 100 --json /tmp/few.json
	check 'the side is absent, with the reason' \
		grep -q '"absent_reason": "io_uring is disabled (kernel.io_uring_disabled=2)"' /tmp/few.json
	status 'only the side that is absent' 1 parallax run empty --side uring --threads 1 --rounds 1 --ops 100
	check 'list says so' prints '^  uring  *io_uring is disabled' parallax list
	exec 3<>/dev/parallax
	check 'call says so' prints '^parallax: --uring: io_uring is disabled' parallax call --uring --fd 3 mutex new a
	exec 3>&-
	echo 0 >/proc/sys/kernel/io_uring_disabled
}

one_cpu_offline
uring_disabled
done_testing
