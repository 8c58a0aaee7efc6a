// SPDX-License-Identifier: GPL-2.0-only
//! claims: M1
//! shows: additions under a mutex: none is lost
//! expect: run
//! prints: additions 40000
//! prints: lost 0
use std::sync::Mutex;
use std::thread;

fn main() {
    let count = Mutex::new(0);
    thread::scope(|s| {
        for _ in 0..4 {
            s.spawn(|| (0..10000).for_each(|_| *count.lock().unwrap() += 1));
        }
    });
    println!("additions 40000");
    println!("lost {}", 40000 - count.into_inner().unwrap());
}
