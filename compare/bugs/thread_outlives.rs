// SPDX-License-Identifier: GPL-2.0-only
//! A thread borrows what its spawner may drop before it.
use std::thread;

fn main() {
    let lent = vec![7u64];
    let thread = thread::spawn(|| println!("{}", lent[0]));

    drop(lent);
    thread.join().unwrap();
}
