// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. A weak reference must be upgraded, and the result checked.
use std::sync::{Arc, Weak};

fn main() {
    let strong = Arc::new(7u64);
    let weak: Weak<u64> = Arc::downgrade(&strong);

    drop(strong);
    let again: Arc<u64> = weak.upgrade();
    println!("{again}");
}
