// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. Dropping an Arc puts the reference.
use std::sync::Arc;

fn main() {
    let value = Arc::new(7u64);

    drop(value);
    println!("{value}");
}
