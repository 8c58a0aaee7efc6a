// SPDX-License-Identifier: GPL-2.0-only
//! claims: M1
//! shows: without the mutex, two threads that add to one variable are refused
//! expect: error E0499
use std::thread;

fn main() {
    let mut count = 0;
    thread::scope(|s| {
        s.spawn(|| count += 1);
        s.spawn(|| count += 1); //~ refused: a second exclusive borrow
    });
    println!("{count}");
}
