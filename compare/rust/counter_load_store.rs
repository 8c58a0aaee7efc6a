// SPDX-License-Identifier: GPL-2.0-only
//! claims: M1
//! shows: what compiles can lose too: an atomic load, then an atomic store, both threads in step
//! expect: run
//! prints: additions 2
//! prints: lost 1
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::Barrier;
use std::thread;

fn main() {
    let count = AtomicU32::new(0);
    let both_have_read = Barrier::new(2);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let seen = count.load(SeqCst);
                both_have_read.wait();
                count.store(seen + 1, SeqCst);
            });
        }
    });
    // No data race, so no undefined behaviour; yet a race, and an addition is gone.
    println!("additions 2");
    println!("lost {}", 2 - count.into_inner());
}
