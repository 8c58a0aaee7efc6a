// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. The guard is moved to another thread.
use std::{sync::Mutex, thread};

fn main() {
    let lock = Mutex::new(0u64);
    let guard = lock.lock().unwrap();

    thread::scope(|s| {
        s.spawn(move || drop(guard));
    });
}
