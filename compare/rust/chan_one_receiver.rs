// SPDX-License-Identifier: GPL-2.0-only
//! claims: H1b
//! shows: a receiver cannot be cloned: its type ensures that there is one
//! expect: error E0599
use std::sync::mpsc::channel;

fn main() {
    let (_sender, receiver) = channel::<i32>();
    let _second = receiver.clone(); //~ refused: Receiver has no clone
}
