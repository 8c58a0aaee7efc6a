// SPDX-License-Identifier: GPL-2.0-only
//! claims: T1
//! shows: a thread cannot be stopped before it runs: joined at once, it still runs its function
//! expect: run
//! prints: joined 100
//! prints: ran 100
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

static RAN: AtomicU32 = AtomicU32::new(0);

fn main() {
    // The thread has probably not started before the join, which waits and does not cancel it.
    let joined = (0..100)
        .map(|_| thread::spawn(|| RAN.fetch_add(1, Relaxed)).join())
        .filter(Result::is_ok)
        .count();
    println!("joined {joined}");
    println!("ran {}", RAN.load(Relaxed));
}
