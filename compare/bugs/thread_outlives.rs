// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. A thread borrows a value that its creator may drop first.
use std::thread;

fn main() {
    let borrowed = vec![7u64];
    let thread = thread::spawn(|| println!("{}", borrowed[0]));

    drop(borrowed);
    thread.join().unwrap();
}
