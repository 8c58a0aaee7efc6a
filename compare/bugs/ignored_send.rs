// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. A send to a closed channel fails, and the result is ignored.
use std::sync::mpsc;

fn main() {
    let (tx, rx) = mpsc::channel();

    drop(rx);
    tx.send(7u64);
}
