// SPDX-License-Identifier: GPL-2.0-only
//! To put a reference is to drop it.
use std::sync::Arc;

fn main() {
    let weight = Arc::new(7u64);

    drop(weight);
    println!("{weight}");
}
