#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scripts/check/suites/rust.sh: does scripts/collect/rust notice a program whose result is
# not the expected one? Each test plants one wrong expectation. Every claim of the notes
# has a program. TAP.
set -uo pipefail
cd "$(dirname "$0")/../../.."
. scripts/lib/tap

claims='T1 T1b T2 T3 M1 M2 M3 M4 M5 M5b M6 M7 M8 C1 C2 C3 S1 S2 A1 A2 R1 R2 P1 P2 P3 V1 V2 W1 W2 W3
	H1 H1b H2 H3 H4 H5'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/wrong" "$work/right" "$work/bin"

# wrong NAME FROM EDIT: program NAME is program FROM with an edited expectation.
wrong() {
	sed -E "$3" "compare/rust/$2.rs" >"$work/wrong/$1.rs"
	! cmp -s "$work/wrong/$1.rs" "compare/rust/$2.rs" || echo "the edit for $1 changed nothing" >&2
}

plant() {
	wrong value_other refcell_rules 's/(exclusive_with_shared) 0/\1 1/'
	wrong value_missing refcell_rules 's/^\/\/! prints: breach_panics 1/&\n\/\/! prints: more 0/'
	wrong value_unexpected refcell_rules '/^\/\/! prints: breach_panics/d'
	wrong value_no_integer refcell_rules 's/println!\("breach_panics.*/println!("breach_panics yes");/'
	wrong status_other refcell_rules 's/^fn main\(\) \{/&\n    if true { std::process::exit(3) }/'
	wrong refused_but_runs refcell_rules 's/^\/\/! expect: run/\/\/! expect: error E0277/'
	wrong compiles_but_refused cell_wrong_thread 's/^\/\/! expect: .*/\/\/! expect: pass/'
	wrong other_code cell_wrong_thread 's/E0277/E0382/'
	wrong other_line cell_wrong_thread '/\/\/~/ { s/ *\/\/~.*//; n; s/$/ \/\/~/ }'
	wrong second_error cell_wrong_thread 's/^fn main\(\) \{/&\n    let _: i32 = "";/'
	wrong no_abort arc_overflow 's/^fn main\(\) \{/&\n    if true { return }/'
	wrong not_run mutex_counter 's/^fn main\(\) \{/&\n    nonsense/'
	wrong no_claim mutex_counter '/claims:/d'
	wrong no_kind mutex_counter 's/expect: run/expect: unknown/'
}

has() {
	grep -q -- "$1" "$2" || { cat "$2"; return 1; }
}

every_claim_has_a_program() {
	awk -F '\t' 'NR > 1 && $1 != "value" { n = split($2, c, ","); for (i = 1; i <= n; i++) print c[i] }' \
		build/results/rust.tsv | sort -u >"$work/claims"
	tr -s ' \t' '\n' <<<"$claims" | sort -u | cmp - "$work/claims"
}

# Collects with no other compiler than $1.
with_compiler() {
	env PATH="$work/bin:/bin" HOME=/nowhere PARALLAX_CACHE="$work/cache" RUSTC="$1" \
		scripts/collect/rust -d "$work/right" -b "$work/only"
}

status 'an unknown option' 2 scripts/collect/rust -x
status 'a folder without programs' 2 scripts/collect/rust -d scripts -b "$work"
printf '#!/bin/sh\necho "rustc 1.63.0"\n' >"$work/bin/old"
chmod +x "$work/bin/old"
cp compare/rust/mutex_of_rc.rs "$work/right"
if [ -x /usr/bin/rustc ]; then
	ok 0 'without a compiler # SKIP this machine has one in /usr/bin'
else
	check 'rust-peer without a compiler: skipped' bash -c "
		PATH=\"$work/bin:/bin\" HOME=/nowhere PARALLAX_CACHE=\"$work/cache\" RUSTC= scripts/bench/rust-peer |
		grep -q '^skipped: no rustc'"
	status 'an old compiler' 0 with_compiler "$work/bin/old"
	check 'an old compiler: the reason is recorded' has "absent.*bin/old is 1.63.0.*install" "$work/only/results/rust.tsv"
	check 'an old compiler: nothing else is recorded' equal "$(wc -l <"$work/only/results/rust.tsv")" 1
fi

scripts/collect/rust >"$work/out"
if grep -q '# SKIP' "$work/out"; then
	ok 0 'wrong expectations # SKIP no rustc'
	done_testing
	exit
fi
check 'every claim has a program, and every named claim exists' every_claim_has_a_program
check 'rust-peer: its checks pass' scripts/bench/rust-peer --threads 2,3 --rounds 1 --seconds 0.01
status 'an unknown option of rust-peer' 2 scripts/bench/rust-peer --frob
plant
status 'wrong expectations' 1 scripts/collect/rust -d "$work/wrong" -b "$work/b"
scripts/collect/rust -d "$work/wrong" -b "$work/b" >"$work/again"
for program in "$work"/wrong/*.rs; do
	program=${program##*/}
	check "noticed again in a second run: ${program%.rs}" has "^not ok .*${program%.rs}:" "$work/again"
done
check 'the expected and the observed value are printed' \
	has '# expected: exclusive_with_shared 1; observed: exclusive_with_shared 0' "$work/again"
check 'both values are recorded' has "^value.value_other.exclusive_with_shared.1.0\$" "$work/b/results/rust.tsv"

scripts/collect/rust -d "$work/right" -b "$work/b2" >/dev/null
sed -i 's/E0277/E0382/' "$work/right/mutex_of_rc.rs"
status 'a changed program is compiled again' 1 scripts/collect/rust -d "$work/right" -b "$work/b2"
done_testing
