// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. A mutex is dropped while its guard exists.
use std::sync::Mutex;

fn main() {
    let lock = Box::new(Mutex::new(0u64));
    let guard = lock.lock().unwrap();

    drop(lock);
    println!("{}", *guard);
}
