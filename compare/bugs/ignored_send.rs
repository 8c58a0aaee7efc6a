// SPDX-License-Identifier: GPL-2.0-only
//! A send to nobody fails, and nobody looks.
use std::sync::mpsc;

fn main() {
    let (tx, rx) = mpsc::channel();

    drop(rx);
    tx.send(7u64);
}
