#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, on the debug kernel: fuzz.sh CALLS [SEED]. Calls of all
# kinds, mostly right, in any order: see test_fuzz. The module's limits are low, so
# that what is asked for by chance is soon over. TAP.
. /lib/parallax/guest-lib

limits='max_threads=8 max_duration_ns=2000000 max_busy_ns=20000 max_ops=2000 max_holds=8
	max_data=4194304 max_kthreads=256'

no_thread_left() {
	! grep -qs '^px/' /proc/[0-9]*/comm
}

rmmod parallax
# shellcheck disable=SC2086
check 'the module is loaded with low limits' insmod "$module" $limits
adopt fuzz test_fuzz "$@"
check 'no thread is left' no_thread_left
check 'the module can go' rmmod parallax
check 'and come back' insmod "$module"
check 'it works as ever' parallax run mutex_counter --side kernel --rounds 1 --seconds 0.01
check 'the module can go at the end' rmmod parallax
done_testing
