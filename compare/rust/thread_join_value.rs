// SPDX-License-Identifier: GPL-2.0-only
//! claims: T1
//! shows: spawn gives a handle, join waits and gives back the thread's own value
//! expect: run
//! prints: threads 4
//! prints: values_right 4
use std::thread;

fn main() {
    let handles: Vec<_> = (0..4u64).map(|n| thread::spawn(move || n * n)).collect();
    println!("threads {}", handles.len());

    let values = handles.into_iter().map(|handle| handle.join().unwrap());
    let right = values.zip(0..).filter(|&(value, n)| value == n * n);
    println!("values_right {}", right.count());
}
