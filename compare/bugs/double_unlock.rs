// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. Dropping the guard unlocks the mutex.
use std::sync::Mutex;

fn main() {
    let lock = Mutex::new(0u64);
    let guard = lock.lock().unwrap();

    drop(guard);
    drop(guard);
}
