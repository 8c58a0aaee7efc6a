#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/test/vm.sh: the virtual machine brings back what the guest says, byte
# by byte, and tells where a module crashed. TAP.
set -uo pipefail
cd "$(dirname "$0")/../.."
. scripts/test/tap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
eval "$(scripts/kernel 6.12)"
scripts/kmod -K 6.12 -s scripts/test/modules -o "$work/modules"

# The line of broken_oops.c that says "crash: $1".
line() {
	grep -n "crash: $1" scripts/test/modules/broken_oops.c | cut -d: -f1
}

# In one boot: bytes on stdout, others on stderr, a file, a status.
cat >"$work/job" <<'END'
#!/bin/sh
printf 'cr\r\nnul\000high\377\n'
head -c 300000 /lib/parallax/noise
echo to stderr >&2
echo content >left_behind
exit 3
END
head -c 300000 /dev/urandom >"$work/noise"
{ printf 'cr\r\nnul\000high\377\n'; cat "$work/noise"; } >"$work/expected"
scripts/vm --file "$work/job:/job" --file "$work/noise:/lib/parallax/noise" --out "$work/out" \
	-- sh /job >"$work/stdout" 2>"$work/stderr" <&-
ok $(($? != 3)) "the guest's status comes back"
check 'stdout is the same, byte by byte' cmp "$work/stdout" "$work/expected"
check 'stderr is apart' grep -qx 'to stderr' "$work/stderr"
check 'files come back' grep -qx content "$work/out/left_behind"

mkdir -p "$work/a b"
cp -r scripts "$work/a b/"
check 'from a path with spaces, piped' \
	bash -c "'$work/a b/scripts/vm' -- echo hello there | grep -qx 'hello there'"
status 'an unknown command' 127 scripts/vm -- no_such_command
scripts/vm --limit 8 -- sleep 100 >"$work/stdout" 2>"$work/stderr"
ok $(($? != 124)) 'a hung guest is ended'
check 'and it is said why' grep -qi 'limit\|longer' "$work/stderr"

scripts/vm --module "$work/modules/broken_oops.ko" -- true >"$work/stdout" 2>"$work/stderr"
ok $(($? != 125)) 'a module that crashes as it is loaded ends the run'
check 'with its file and line' grep -q "broken_oops.c:$(line init)" "$work/stderr"
start=$SECONDS
scripts/vm --no-load --module "$work/modules/broken_oops.ko" --limit 60 -- \
	sh -c 'insmod /lib/parallax/broken_oops.ko late=1; sleep 100' >"$work/stdout" 2>"$work/stderr"
ok $(($? != 125)) 'a kernel thread that crashes ends the run'
check 'with its file and line' grep -q "broken_oops.c:$(line thread)" "$work/stderr"
ok $((SECONDS - start > 25)) 'at once'
scripts/vm --module "$work/modules/broken_warn.ko" --log "$work/log" -- true
ok $? 'a warning does not end the run'
refute 'but the scan of the log finds it' scripts/klog "$work/log"
done_testing
