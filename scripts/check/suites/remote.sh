#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/remote.sh: parallax run --remote with an agent that dies, hangs or lies. Each
# ends the run with one line, and keeps what was measured. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

p=build/user/parallax
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$p" run empty --side user --threads 1 --rounds 1 --seconds 0.01 --json "$work/user.json" >/dev/null

# with MODE OPTION...: a run with that agent. Sets got, seconds, out and err.
with() {
	local mode=$1 start=$SECONDS

	shift
	got=0
	"$p" run empty --side kernel,user --threads 1 --rounds 6 --seconds 0.01 "$@" \
		--remote "scripts/check/suites/fake-agent $mode $work/user.json" >"$work/out" 2>"$work/err" || got=$?
	seconds=$((SECONDS - start)) out=$(<"$work/out") err=$(<"$work/err")
}

# ends MODE TEXT: the run ends with status 1, one line that has TEXT, and an incomplete table.
ends() {
	with "$1"
	check "$1: status 1" equal "$got" 1
	check "$1: one line says why" contains "$err" "$2"
	check "$1: and no other" equal "$(wc -l <"$work/err")" 1
	check "$1: what was measured is printed" contains "$out" INCOMPLETE
	ok "$((seconds > 40))" "$1: within 40 s"
}

# is_refused MODE TEXT: nothing runs.
is_refused() {
	with "$1"
	check "$1: status 1" equal "$got" 1
	check "$1: one line says why" contains "$err" "$2"
	check "$1: nothing is printed" equal "$out" ''
}

with good --json "$work/good.json"
check 'a good agent: status 0' equal "$got" 0
check 'the table has both sides' contains "$out" 'kernel'
check 'the header names the kernel of the side' contains "$out" 'side kernel: Linux '
check 'the results name it, too' contains "$(<"$work/good.json")" '"kernel_side": "Linux '
check 'they can be read' contains "$("$p" show "$work/good.json")" 'side kernel: Linux '

ends dies 'the agent has ended'
ends hangs 'the agent does not answer'
ends lies 'workers'
ends nonsense 'no JSON object'
with refuses
check 'refuses: status 1' equal "$got" 1
check 'refuses: the table says so' contains "$out" 'ERROR'

is_refused mute 'the agent has ended'
is_refused old 'parallax-agent/1'
is_refused stranger 'different sources'
got=0
err=$("$p" run empty --remote 'exit 3' 2>&1 >/dev/null) || got=$?
check 'a command that fails: status 1' equal "$got" 1
check 'a command that fails: one line' contains "$err" 'the agent has ended'
ok "$(pgrep -f 'suites/fake-agent' >/dev/null; echo $((!$?)))" 'no agent is left behind'
status '--cpus, which binds one side only' 2 "$p" run empty --cpus 0 --remote true
status 'no command' 2 "$p" run empty --remote ''
done_testing
