#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in the virtual machine, on the debug kernel: whatever can fail in the module
# fails, once. TAP.
. /lib/parallax/guest-lib

adopt faults test_faults
check 'the module works as ever' parallax run mutex_counter --side kernel --rounds 1 --seconds 0.01
check 'the module can go at the end' rmmod parallax
done_testing
