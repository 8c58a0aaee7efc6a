#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, on the debug kernel: each operation of the module that can
# fail is made to fail once. TAP.
. /lib/parallax/guest-lib

include_test faults test_faults
check 'the module works' parallax run mutex_counter --side kernel --rounds 1 --seconds 0.01
check 'the module can be unloaded at the end' rmmod parallax
done_testing
