// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. The balance can only be reached through the Mutex.
use std::{sync::Mutex, thread};

fn main() {
    let balance = Mutex::new(0u64);

    thread::scope(|s| {
        s.spawn(|| *balance.lock().unwrap() += 1);
        s.spawn(|| *balance += 1);
    });
}
