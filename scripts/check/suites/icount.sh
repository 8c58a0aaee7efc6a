#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs in a virtual machine whose clock counts instructions, with the module loaded. TAP.
. /lib/parallax/guest-lib

# Prints costs that differ by more than 0.1 % between two files.
different() {
	paste "$1" "$2" | awk -F '\t' 'NR > 1 && ($6 > $3 * 1.001 || $6 < $3 * 0.999)'
}

parallax icount --baseline /lib/parallax/baseline.tsv --write /tmp/1 >/tmp/output
first=$?
if grep -q '^no baseline' /tmp/output; then
	ok 0 "no path is longer than in the baseline # SKIP $(grep '^no baseline' /tmp/output)"
else
	[ $first -eq 0 ] || cat /tmp/output
	ok $first 'no path is longer than in the baseline'
fi
awk -F '\t' -v OFS='\t' '$1 == "arc_clone" && $2 == "ioctl" { $3 *= 0.99 } { print }' /tmp/1 >/tmp/shorter
parallax icount --baseline /tmp/shorter --write /tmp/2 >/tmp/output
check 'a path that is 1 % longer: status 1' [ $? -eq 1 ]
check 'it is listed' grep -q '^    ioctl: LONGER' /tmp/output
check 'no other path is listed' [ "$(grep -c 'LONGER\|shorter by' /tmp/output)" -eq 1 ]
check 'two runs agree to 0.1 %' [ -z "$(different /tmp/1 /tmp/2)" ]
sed '1s/gcc 12/gcc 13/' /tmp/1 >/tmp/elsewhere
status 'a baseline of another compiler is not used' 0 parallax icount --baseline /tmp/elsewhere
done_testing
