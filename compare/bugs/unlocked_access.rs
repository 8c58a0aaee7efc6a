// SPDX-License-Identifier: GPL-2.0-only
//! The balance is in the Mutex, and nowhere else.
use std::{sync::Mutex, thread};

fn main() {
    let balance = Mutex::new(0u64);

    thread::scope(|s| {
        s.spawn(|| *balance.lock().unwrap() += 1);
        s.spawn(|| *balance += 1);
    });
}
