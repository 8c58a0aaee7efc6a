// SPDX-License-Identifier: GPL-2.0-only
//! claims: M8
//! shows: a guard is Sync: another thread may read through it while the owner holds the lock
//! expect: run
//! prints: seen_by_another 5
use std::sync::Mutex;
use std::thread;

fn main() {
    let m = Mutex::new(5);
    let guard = m.lock().unwrap();
    let look = &guard;
    let seen = thread::scope(|s| s.spawn(move || **look).join().unwrap());
    println!("seen_by_another {seen}");
}
