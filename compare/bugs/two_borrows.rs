// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. An element is borrowed while its list grows.
fn main() {
    let mut items: Vec<u64> = (0..8).collect();
    let first = &mut items[0];

    items.push(8);
    *first = 7;
}
