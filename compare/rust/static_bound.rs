// SPDX-License-Identifier: GPL-2.0-only
//! claims: T3
//! shows: 'static bounds what may be borrowed: an owned value fits, and is gone before main ends
//! expect: run
//! prints: dropped_before_main_ends 1
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

static DROPPED: AtomicBool = AtomicBool::new(false);

struct Owned;

impl Drop for Owned {
    fn drop(&mut self) {
        DROPPED.store(true, SeqCst);
    }
}

fn main() {
    // Owned: 'static, since it borrows from nobody; that says nothing about how long it lives.
    let owned = Owned;
    thread::spawn(move || drop(owned)).join().unwrap();
    println!("dropped_before_main_ends {}", DROPPED.load(SeqCst) as i32);
}
