#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/ending.sh: a build that is killed ends with all that it started, and the next one
# works; a full disk, a path with special characters and odd variables of the environment. TAP.
# Builds with a folder that only looks like that of a kernel.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
builder=$PWD/scripts/build/build-module
real=${PARALLAX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/parallax}

make_kernel() {
	mkdir -p "$temp/kernel/include/generated"
	echo '#define UTS_RELEASE "0"' >"$temp/kernel/include/generated/utsrelease.h"
	printf '%s\n' 'modules: $(M)/px.ko' '$(M)/px.ko:' \
		$'\t@yes part | head -n 60000 >$@ && sleep $(PX_SLEEP) && echo whole >>$@' >"$temp/kernel/Makefile"
}

# make_source NAME: a folder with a module, and with a makefile that builds it to the folder out.
make_source() {
	mkdir "$temp/$1"
	echo '#' >"$temp/$1/Kbuild"
	printf 'all:\n\t@: && %s -s . -k %s -o out -- PX_SLEEP=$(PX_SLEEP)\n' "$builder" "$temp/kernel" >"$temp/$1/makefile"
}

# Prints the processes of test $1 whose command line matches $2, the oldest first.
processes() {
	local one

	for one in $(export PX_TEST=; grep -lzsx "PX_TEST=$1" /proc/[0-9]*/environ | tr -dc "0-9\n" | sort -n); do
		! tr '\0' ' ' 2>/dev/null <"/proc/$one/cmdline" | grep -q -- "$2" || echo "$one"
	done
}

# await_processes none|some TEST PATTERN: at most 2 seconds for all to end, 20 for a build to begin.
await_processes() {
	local limit=20 end

	[[ $1 == some ]] || limit=2
	end=$((${EPOCHREALTIME/[.,]/} + limit * 1000000))
	while ((${EPOCHREALTIME/[.,]/} < end)); do
		case $1-$(processes "$2" "$3") in some-?* | none-) return ;; esac
		sleep 0.1
	done
	return 1
}

# killed SIGNAL PATTERN: sends SIGNAL to the first process of a build that matches. The build has a
# terminal, which is closed if the process is script(1).
killed() {
	local name=$1${2//[^a-z]/}

	make_source "$name"
	PX_TEST=$temp/$name env --default-signal=INT,QUIT \
		script -qfc "make -C $temp/$name PX_SLEEP=1000" /dev/null </dev/null >"$temp/$name.log" 2>&1 &
	await_processes some "$temp/$name" '^sleep 1000' || echo '# the build did not begin'
	kill "-$1" "$(processes "$temp/$name" "$2" | head -n 1)"
	check "$1 to ${2//[^a-z-]/}: all ends" await_processes none "$temp/$name" ''
	check "$1 to ${2//[^a-z-]/}: the next build works" make -s -C "$temp/$name" PX_SLEEP=0
	check "$1 to ${2//[^a-z-]/}: and its module is whole" equal "$(tail -n 1 "$temp/$name/out/px.ko")" whole
	check "$1 to ${2//[^a-z-]/}: nothing is left" equal "$(ls -A "$temp/$name/out")" px.ko
}

# on_full COMMAND...: runs it with a disk of 64 KiB in $temp/full. Prints what is left there.
on_full() {
	unshare "${namespace[@]}" bash -c 'mount -t tmpfs -o size=64k full "$1" && shift && "$@"; status=$?
		ls -A "$0"; exit $status' "$temp/full" "$temp/full" "$@"
}

full_disk() {
	local output status=0 namespace=(-m)

	((UID == 0)) || namespace=(-Urm)
	mkdir "$temp/full"
	on_full true 2>/dev/null || { ok 0 'a full disk # SKIP this machine allows no mount'; return; }
	make_source full-build
	output=$(on_full "$builder" -s "$temp/full-build" -k "$temp/kernel" -o "$temp/full" -- PX_SLEEP=0 2>&1) || status=$?
	check 'a module for which there is no space: status 1' equal "$status" 1
	check 'a line names the file' contains "$output" "cannot write $temp/full/px.ko (above)"
	check 'a line names the disk' contains "$output" "KiB are free in $temp/full"
	refute 'no part of the module stays' grep -q '^[.]*px' <<<"$output"
	status=0
	output=$(on_full env TMPDIR="$temp/full" scripts/vm/vm -- true 2>&1) || status=$?
	check 'no space for a guest: status 1' equal "$status" 1
	check 'a line says so' contains "$output" 'cannot pack the files of the guest (above)'
	refute 'no file stays' grep -q '^tmp' <<<"$output"
}

# In an environment that changes what shells and tools print.
odd() {
	echo 'sed() { echo wrong; }; export -f sed' >"$temp/profile"
	env CDPATH=/:/usr SHELLOPTS=noglob:noclobber BASHOPTS=nocasematch POSIXLY_CORRECT=1 BASH_ENV="$temp/profile" \
		GREP_OPTIONS=-v GREP_COLORS=ne TAR_OPTIONS=--wrong LC_ALL=C "$@" 2>&1
}

paths() {
	local character

	for character in , '&' % "'" '#' '$' ' ' ':'; do
		check "a cache with $character in its path is refused in one line" \
			refused env PARALLAX_CACHE="$temp/a${character}b" scripts/vm/kernel 6.12
	done
	refute 'and is not made' compgen -G "$temp/a?b"
	mkdir "$temp/c,d"
	cp -r scripts "$temp/c,d/"
	check 'a clone with a comma in its path, too' refused "$temp/c,d/scripts/vm/kernel" 6.12
}

refused() {
	local output status=0

	output=$("$@" 2>&1) || status=$?
	equal "$status: $(wc -l <<<"$output")" '1: 1' && contains "$output" 'a path of letters, digits'
}

# Kills processes just after bash has forked them: they still have the traps of the script.
killed_at_fork() {
	cat >"$temp/forks" <<-end
		set -euo pipefail
		. $PWD/scripts/lib/common
		clean_up() { [[ \$BASHPID == \$\$ ]] || echo "clean_up in a child"; }
		for n in {1..50}; do
			sleep 1 &
			{ kill \$! && wait \$!; } || :
		done
	end
	check 'a child killed at its fork: no message, no clean-up' equal "$(bash "$temp/forks" 2>&1)" ''
}

make_kernel
export PARALLAX_CACHE=$temp/cache
mkdir -p "$temp/cache/kernels"
ln -s "$real/kernels/6.12" "$temp/cache/kernels/"
in_parallel killed TERM '^make -C'
in_parallel killed QUIT '^make -C'
in_parallel killed KILL '^/bin/sh -c :'
in_parallel killed TERM '^[^ ]*bash .*build-module'
in_parallel killed KILL '^make -j'
in_parallel killed KILL '^script'
gather
killed_at_fork
full_disk
paths
check 'variables of the environment change nothing' equal "$(odd scripts/vm/kernel 6.12)" "$(scripts/vm/kernel 6.12 2>&1)"
make_source odd
check 'and a module is built without a message' equal "$(odd "$builder" -s "$temp/odd" -k "$temp/kernel" -o "$temp/odd/out" -- PX_SLEEP=0)" ''
done_testing
