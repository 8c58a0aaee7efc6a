// SPDX-License-Identifier: GPL-2.0-only
//! claims: T3
//! shows: 'static limits borrows: an owned value satisfies it, and is dropped before main ends
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
    // An owned value is 'static because it borrows nothing. It may still be dropped early.
    let owned = Owned;
    thread::spawn(move || drop(owned)).join().unwrap();
    println!("dropped_before_main_ends {}", DROPPED.load(SeqCst) as i32);
}
