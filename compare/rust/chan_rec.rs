// SPDX-License-Identifier: GPL-2.0-only
//! claims: H1
//! shows: the method is recv(); there is no rec()
//! expect: error E0599
use std::sync::mpsc::channel;

fn main() {
    let (sender, receiver) = channel();
    sender.send(1).unwrap();
    receiver.rec().unwrap(); //~ refused: no such method
}
