// SPDX-License-Identifier: GPL-2.0-only
//! claims: S2
//! shows: the reverse: Cell is Send but not Sync, so &Cell is not Send
//! expect: error E0277
use std::cell::Cell;

fn send<T: Send>() {}

fn main() {
    send::<Cell<i32>>();
    send::<&Cell<i32>>(); //~ refused: Cell cannot be shared between threads
}
