// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. A sent value belongs to the receiver.
use std::sync::mpsc;

fn main() {
    let (tx, rx) = mpsc::channel();
    let message = vec![7u64];

    tx.send(message).unwrap();
    println!("{} {}", rx.recv().unwrap().len(), message.len());
}
