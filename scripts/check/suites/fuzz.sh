#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, on the debug kernel: fuzz.sh CALLS [SEED]. Random calls of
# all kinds: see test_fuzz. The limits of the module are low, so that random runs end
# soon. TAP.
. /lib/parallax/guest-lib

limits='max_threads=8 max_duration_ns=2000000 max_busy_ns=20000 max_ops=2000 max_holds=8
	max_data=4194304 max_kthreads=256'

no_thread_left() {
	! grep -qs '^px/' /proc/[0-9]*/comm
}

rmmod parallax
# shellcheck disable=SC2086
check 'the module is loaded with low limits' insmod "$module" $limits
include_test fuzz test_fuzz "$@"
check 'no kernel thread is left' no_thread_left
check 'the module can be unloaded' rmmod parallax
check 'and loaded again' insmod "$module"
check 'it works' parallax run mutex_counter --side kernel --rounds 1 --seconds 0.01
check 'the module can be unloaded at the end' rmmod parallax
done_testing
