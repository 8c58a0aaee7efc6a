// SPDX-License-Identifier: GPL-2.0-only
//! What was sent is the receiver's.
use std::sync::mpsc;

fn main() {
    let (tx, rx) = mpsc::channel();
    let words = vec![7u64];

    tx.send(words).unwrap();
    println!("{} {}", rx.recv().unwrap().len(), words.len());
}
