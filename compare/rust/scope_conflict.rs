// SPDX-License-Identifier: GPL-2.0-only
//! claims: P1
//! shows: threads of a scope follow the borrow rules: one cannot write what another reads
//! expect: error E0502
use std::thread;

fn main() {
    let mut a = vec![1, 2, 3];
    thread::scope(|s| {
        s.spawn(|| println!("{}", a[0]));
        s.spawn(|| a.push(4)); //~ refused: a is borrowed by the other thread
    });
}
