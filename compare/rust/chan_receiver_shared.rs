// SPDX-License-Identifier: GPL-2.0-only
//! claims: H1b
//! shows: two threads cannot share a receiver either: it is not Sync
//! expect: error E0277
use std::sync::mpsc::{channel, Receiver};

fn sync<T: Sync>() {}

fn main() {
    drop(channel::<i32>());
    sync::<Receiver<i32>>(); //~ refused
}
