#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/vm.sh [KERNEL]: the virtual machine returns exactly what the guest
# wrote, and each way to end has its own status. TAP.
# Runs a copy of scripts/ in a path with a space, with two test modules.
set -euo pipefail
cd "$(dirname "$0")/../../.."

kernel=${1:-6.12}
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
mkdir "$temp/a b"
cp -r scripts "$temp/a b/"
scripts=$temp/a\ b/scripts
modules=$temp/a\ b/build

. "$scripts/lib/tap"

# under SECONDS LIMIT: for check.
under() {
	(($1 < $2)) || { echo "took $1 s, expected under $2 s"; return 1; }
}

# Runs the VM. Sets status, seconds and err; writes the files out and err.
vm() {
	local start=$SECONDS

	status=0
	"$scripts/vm/vm" --kernel "$kernel" --cpus 1 --limit 60 "$@" >"$temp/out" 2>"$temp/err" || status=$?
	seconds=$((SECONDS - start))
	err=$(<"$temp/err")
}

# marked FILE COMMENT: prints FILE:LINE of the line with this comment in a test module.
marked() {
	echo "scripts/check/suites/modules/$1:$(grep -n "/\* $2 \*/" "$scripts/check/suites/modules/$1" | cut -d: -f1)"
}

# Prints every byte, all kinds of line ends, and 300 KB of random data.
make_blob() {
	local byte

	for byte in {0..255}; do
		printf "\\x$(printf %x "$byte")"
	done
	printf 'a\r\nb\n\rc\n\n\r\r~.\001c\003\004\021\023'
	head -c 300000 /dev/urandom
}

test_output() {
	make_blob >"$temp/a blob"
	vm --file "$temp/a blob:/a blob" --out "$temp/the out" -- sh -c '
		cat "/a blob"
		printf "err\r\n\tend" >&2
		printf "%s|" "$@" >args
		mkdir sub; cp "/a blob" sub/copy; chmod 750 sub/copy
		{ test -t 1 || test -t 2; } && touch tty
		cat >stdin
		sleep 1000 &
		exit 3' name "two words" "it's" '$HOME "q" \n' '' <<<'not for the guest'
	check 'the exit status comes back' equal "$status" 3
	check 'stdout: every byte, 300 KB' cmp "$temp/a blob" "$temp/out"
	check 'stderr: separate, every byte' equal "$(od -c "$temp/err")" "$(printf 'err\r\n\tend' | od -c)"
	check 'arguments arrive unchanged' equal "$(<"$temp/the out/args")" "two words|it's|\$HOME \"q\" \\n||"
	check 'files come back' cmp "$temp/a blob" "$temp/the out/sub/copy"
	mkdir "$temp/made here"
	check 'into a folder that keeps its mode' equal "$(stat -c %a "$temp/the out")" "$(stat -c %a "$temp/made here")"
	check 'with their modes' equal "$(stat -c %a "$temp/the out/sub/copy")" 750
	check 'no terminal in the guest if there is none here' test ! -e "$temp/the out/tty"
	check 'stdin is not passed to the guest' test ! -s "$temp/the out/stdin"
	check 'a process left running does not delay the end' under $seconds 30
}

# Files that are named by arguments of the command.
test_carry() {
	local odd="it's a \"name\" \$x.txt"

	mkdir -p "$temp/in/sub dir"
	echo one >"$temp/in/sub dir/$odd"
	echo two >"$temp/in/-two"
	cd "$temp/in"
	vm --carry --input --out "$temp/carried out" -- sh -c 'cat "$1" "$5" "${6#*=}"; echo "$#" >made' x \
		"sub dir/$odd" --input "sub dir/$odd" --input "$temp/in/-two" --input=./-two
	check 'carried files have the same paths as here' equal "$(<"$temp/out")" $'one\ntwo\ntwo'
	check 'files of the command come back, carried files do not' equal "$(ls -A "$temp/carried out")" made
	vm --carry --input -- true --input "no such file"
	check 'a missing file: status 2' equal "$status" 2
	check 'the message names the file' contains "$err" 'cannot read the file "./no such file"'
	check 'before the guest boots' under $seconds 5
	vm --carry --input --mem 1 -- true --input "$temp/a blob"
	check 'a file that is too big: status 2' equal "$status" 2
	check 'the message says why' contains "$err" 'too big for a guest with 1 MB'
	vm --carry --input -- true --input
	check 'an option without its value carries nothing' equal "$status" 0
	cd - >/dev/null
}

# Ctrl-C: the signal goes to scripts/vm/vm as from a terminal. QEMU has its own session.
test_interrupted() {
	status=0
	rm -f "$temp/out"
	env --default-signal=INT "$scripts/vm/vm" --kernel "$kernel" --limit 60 --out "$temp/kept" -- sh -c '
		sh -c "trap \"sleep 2; echo interrupted >received; exit 7\" INT; echo on; while :; do sleep 0.2; done"' \
		>"$temp/out" 2>"$temp/err" &
	until grep -qs on "$temp/out" || ! kill -0 $!; do
		sleep 0.1
	done
	kill -INT $!
	wait $! || status=$?
	check 'Ctrl-C: status 130' equal "$status" 130
	check 'the command received it, had time to end, and its files came back' equal "$(cat "$temp/kept/received")" interrupted
	check 'a message says so' contains "$(<"$temp/err")" 'interrupted: waiting'
}

# In a guest without any of the tools, nothing is compared, and a line says so.
test_external_benchmarks() {
	vm --bin "$scripts/bench/external-benchmarks-guest" --no-load -- external-benchmarks-guest 1
	check 'no external benchmark installed: status 0' equal "$status" 0
	check 'each is skipped with a line that names the package' equal "$(sed 's/.*\(skipped\|Debian\).*/\1/' "$temp/out")" \
		$'Debian\nDebian\nDebian'
	check 'an installed tool that prints no figure fails' fails_with_mute_tool
	status=0
	"$scripts/bench/external-benchmarks" --rounds 0 2>"$temp/err" || status=$?
	check 'no rounds: status 2' equal "$status" 2
	check 'the message says what is expected' contains "$(<"$temp/err")" 'expected 1 to 100'
}

fails_with_mute_tool() {
	printf '#!/bin/sh\n' >"$temp/stress-ng"
	vm --bin "$scripts/bench/external-benchmarks-guest" --bin "$temp/stress-ng" --no-load -- external-benchmarks-guest 1
	equal "$status" 1 && contains "$(<"$temp/out")" 'stress_mutex     FAILED: stress-ng or parallax printed no figure'
}

test_user() {
	vm -- su student -c 'id -un; echo wrong >/dev/stderr; head -c 0 /dev/null; : >/out/mine' <&-
	check 'stdin closed: status 0' equal "$status" 0
	check 'the user student can run commands' equal "$(<"$temp/out")" student
	check 'and write to stderr' equal "$err" wrong
}

test_missing() {
	vm -- no-such-command
	check 'no such command: status 127' equal "$status" 127
	check 'its name is on stderr' contains "$err" no-such-command
}

test_limit() {
	vm --limit 12 -- sleep 1000
	check 'time limit: status 124' equal "$status" 124
	check 'the message names it' contains "$err" '12 s (--limit)'
	check 'and the last kernel messages are shown' contains "$err" 'Run /init as init process'
	check 'and the threads of the guest, by its kernel' contains "$err" "THE GUEST'S THREADS"
	refute 'without those that only sleep' contains "$err" '(thread 1)'
}

test_shell() {
	status=0
	printf 'x=6\necho $((x * 7))\ncat >/dev/null </dev/null\necho no newline >&2; exit 5' |
		"$scripts/vm/vm" --kernel "$kernel" --limit 60 --shell >"$temp/out" 2>"$temp/err" || status=$?
	check '--shell from a pipe: status' equal "$status" 5
	check '--shell from a pipe: output and no prompt' equal "$(<"$temp/out")" 42
	check '--shell from a pipe: an unfinished last line' equal "$(<"$temp/err")" 'no newline'
}

# A shell at a terminal, which script(1) provides.
test_prompt() {
	status=0
	printf 'false\nexit 3\n' | script -qec "'$scripts/vm/vm' --kernel $kernel --limit 60 --shell" /dev/null \
		>"$temp/out" 2>&1 || status=$?
	check 'a prompt: status 0 after a command that failed' equal "$status" 0
	check 'a prompt: a line says how to leave' contains "$(<"$temp/out")" 'Type exit to leave'
}

test_reader_leaves() {
	local start=$SECONDS

	"$scripts/vm/vm" --kernel "$kernel" --limit 60 -- yes 2>"$temp/err" | head -n 2 >"$temp/out" || :
	check 'ends when the reader of stdout has exited' under $((SECONDS - start)) 30
	check 'without a message' equal "$(messages)" ''
}

# What is on stderr, without the line on a guest that was booted again.
messages() {
	grep -v 'trying again$' "$temp/err"
}

# lost COMMAND...: runs the VM with a full stdout. Sets status and err.
lost() {
	status=0
	"$scripts/vm/vm" --kernel "$kernel" --limit 60 "$@" >/dev/full 2>"$temp/err" || status=$?
	err=$(messages)
}

test_full_disk() {
	local message='scripts/vm/vm: cannot write to standard output: no space is left'

	lost -- echo lost
	check 'stdout is full: status 1' equal "$status" 1
	check 'stdout is full: one line says why' equal "$err" "$message"
	lost -- yes
	check 'stdout is full, the command goes on: status 1' equal "$status" 1
	check 'stdout is full, the command goes on: one line' equal "$err" "$message"
	lost --shell <<<'echo lost'
	check '--shell, stdout is full: status 1' equal "$status" 1
	check '--shell, stdout is full: one line' equal "$err" "$message"
	status=0
	"$scripts/vm/vm" --kernel "$kernel" --limit 60 -- sh -c 'echo out; echo lost >&2' >"$temp/out" 2>/dev/full || status=$?
	check 'stderr is full: status 1' equal "$status" 1
	check 'stderr is full: stdout is complete' equal "$(<"$temp/out")" out
}

test_warning() {
	local status_of_dmesg=0

	vm --module "$modules/broken_warn.ko" --log "$temp/log" -- lsmod
	check 'a warning does not end the guest' equal "$status" 0
	check 'a line says so' contains "$err" 'the kernel reported an error while it loaded broken_warn.ko: WARNING: '
	check 'the module was loaded before the command' contains "$(<"$temp/out")" broken_warn
	"$scripts/check/check-dmesg" "$temp/log" >"$temp/dmesg" 2>&1 || status_of_dmesg=$?
	check 'check-dmesg finds it' equal "$status_of_dmesg" 1
	check 'scripts/check/decode-oops knows the place' contains "$("$scripts/check/decode-oops" "$temp/log" "$modules/broken_warn.ko")" \
		"$(marked broken_warn.c warn)"
}

test_crashes() {
	vm --module "$modules/broken_oops.ko" -- true
	check 'crash while loading: status 125' equal "$status" 125
	check 'the report has function, file and line' contains "$err" "broken_oops_init ($(marked broken_oops.c 'crash: init'))"
	vm --module "$modules/broken_oops.ko" --no-load -- \
		sh -c 'insmod /lib/parallax/broken_oops.ko late=1; sleep 1000'
	check 'crash of a thread: status 125' equal "$status" 125
	check 'the report has function, file and line' contains "$err" "crash_late ($(marked broken_oops.c 'crash: thread'))"
	check 'the guest ends at once' under $seconds 30
}

# oops BYTE: a log with a crash at a breakpoint. BYTE stands where the breakpoint was.
oops() {
	printf '[    1.000000] %s\n' 'Oops: int3: 0000 [#1] PREEMPT SMP NOPTI' 'RIP: 0010:dequeue_entity+0x101/0x580' \
		"Code: 85 f6 7e 04 83 6d 1c 01 $1 <9c> 00 00 00 48" '---[ end trace 0000000000000000 ]---' >"$temp/log"
}

test_breakpoints() {
	oops e9
	check 'a crash at a breakpoint that was removed: a fault of the emulation' \
		contains "$("$scripts/check/decode-oops" "$temp/log")" 'a fault of the emulation; run it again'
	oops cc
	refute 'a crash at a breakpoint that is there: none' \
		contains "$("$scripts/check/decode-oops" "$temp/log")" 'fault of the emulation'
}

# Before anything is built.
test_parameters() {
	check 'insmod: an unknown group is named' contains "$("$scripts/vm/insmod-host" insmod group=none-such 2>&1)" \
		'this machine has no group "none-such"'
	status 'insmod: what is no parameter: status 2' 2 "$scripts/vm/insmod-host" insmod mode
	check 'rmmod: no module is loaded' equal "$("$scripts/vm/insmod-host" rmmod 2>&1)" \
		'scripts/vm/insmod-host: the module parallax is not loaded'
}

# What does not depend on the machine is tested with the one that boots fastest.
test_every_machine() {
	test_carry
	test_external_benchmarks
	test_user
	test_missing
	test_full_disk
	test_breakpoints
	test_parameters
}

"$scripts/build/build-module" -K "$kernel" -s "$scripts/check/suites/modules" -o "$modules"
test_output
test_interrupted
test_limit
test_shell
test_prompt
test_reader_leaves
test_warning
test_crashes
if [[ $kernel == uml ]]; then
	test_every_machine
fi
done_testing
