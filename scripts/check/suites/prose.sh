#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/prose.sh: the tree and its commit subjects keep the rules of
# scripts/check/prose. For each rule a text that breaks it must be reported. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

# The last commit before the rules.
first=341a9b6
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# found NAME TEXT EXPECTED: in a file NAME with this text, prose reports EXPECTED.
found() {
	local output

	printf '%s\n' "$2" >"$work/$1"
	output=$(scripts/check/prose "$work/$1") && { echo "nothing was reported"; return 1; }
	contains "$output" "$work/$1:$3"
}

# silent NAME TEXT: prose reports nothing.
silent() {
	printf '%s\n' "$2" >"$work/$1"
	scripts/check/prose "$work/$1"
}

# subject TEXT EXPECTED: of a commit with this subject, prose reports EXPECTED.
subject() {
	local output

	git -C "$work/repository" -c user.name=test -c user.email=test@localhost \
		commit -q --allow-empty -m "$1" || return 1
	output=$(scripts/check/prose --repository "$work/repository" --commits HEAD~1..HEAD)
	if [[ $2 ]]; then
		contains "$output" "$2"
	else
		equal "$output" ''
	fi
}

long=$(printf 'word %.0s' {1..31})
fine=$(printf 'word %.0s' {1..30})

check 'the tree keeps the rules' scripts/check/prose
if git merge-base --is-ancestor $first HEAD 2>/dev/null; then
	check "the commits since $first keep the rules" scripts/check/prose --commits $first..HEAD
else
	ok 0 "the commits since $first keep the rules # SKIP the history here does not go back to it"
fi

check 'found: a word of the list in a C comment' found a.c '/* Whatever it calls. */' '1: Whatever'
check 'found: in a C string' found b.c $'\nchar *s = "nobody is there";' '2: nobody'
check 'found: in a shell comment' found c.sh '# It must wait for ever.' '1: for ever'
check 'found: in a document' found d.md 'This holds for ever.' '1: for ever'
check 'found: in a man page' found e.1 $'.Sh NAME\nThis holds for ever.' '2: for ever'
check 'found: a sentence of 31 words' found f.c "/* $long. */" '1: 31 words'
check 'a sentence of 30 words is fine' silent g.c "/* $fine. */"
check 'code in a document is no text' silent h.md $'```\nwhoever\n```'
check 'found: a message that begins with a capital letter' \
	found i.c 'px_fail("Cannot read %s", name);' '1: message begins with "Cannot"'
check 'found: a message that names no subject' \
	found j.c 'px_usage_error("there is no such lab");' '1: message begins with "there"'
check 'a message that names what is wrong is fine' silent k.c 'px_fail("cannot read %s", name);'
if git init -q "$work/repository" 2>/dev/null &&
	git -C "$work/repository" -c user.name=test -c user.email=test@localhost commit -q --allow-empty -m 'first'; then
	check 'found: a subject of 73 characters' subject "area: $(printf 'x%.0s' {1..67})" '73 characters'
	check 'found: a subject without an area' subject 'Fix the build' 'is not "area: do this"'
	check 'found: a subject in the past tense' subject 'area: fixed the build' 'imperative'
	check 'found: the third person' subject 'area: fixes the build' 'imperative'
	check 'found: a subject that begins with a noun' subject 'area: the build is fixed' 'imperative'
	check 'found: two topics' subject 'area: fix the build; add a test' 'one topic'
	check 'a good subject is fine' subject 'area: fix the build' ''
else
	ok 0 'commit subjects # SKIP git is not installed'
fi
status '--commits without a range' 2 scripts/check/prose --commits
status 'a file that does not exist' 2 scripts/check/prose "$work/none"
done_testing
