#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/man.sh: the man pages have no warning, and user/parallax.1 has the same
# commands and options as --help. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

p=build/user/parallax

# silent COMMAND...: succeeds and prints nothing.
silent() {
	local text

	text=$("$@" 2>&1) && [ -z "$text" ] || { printf '%s\n' "$text"; return 1; }
}

# optional TOOL WHAT COMMAND...
optional() {
	if command -v "$1" >/dev/null; then
		check "$2" silent "${@:3}"
	else
		ok 0 "$2 # SKIP no $1"
	fi
}

commands() {
	"$p" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'
}

# The options of command $1, in its --help and in the section of that name.
help_options() {
	"$p" "$1" --help | sed -n 's/^ \{6\}--\([a-z-]*\).*/\1/p' | grep -vxE 'help|usage|version' | sort -u
}

man_options() {
	awk -v command="$1" '/^\.S[sh] / { found = $1 == ".Ss" && $2 == command }
		found && /^\.It Fl -/ { print substr($3, 2) }' user/parallax.1 | sort -u
}

for page in user/parallax.1 kmod/parallax.4; do
	optional mandoc "$page: mandoc has no warning" mandoc -Tlint -W warning "$page"
	optional groff "$page: groff has no warning" groff -ww -mandoc -Tutf8 -z "$page"
done

check 'the man page has the commands of --help' equal \
	"$(sed -n '/^\.Sh COMMANDS/,/^\.Sh ENV/s/^\.Ss \([a-z]*\).*/\1/p' user/parallax.1)" "$(commands)"
for command in $(commands); do
	check "$command: the man page has the options of --help" equal "$(man_options "$command")" \
		"$(help_options "$command")"
done
for option in help usage version; do
	check "the man page has --$option" grep -q "^\.It Fl.*Fl -$option\|^\.It Fl -$option" user/parallax.1
done

done_testing
