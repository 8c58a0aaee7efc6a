// SPDX-License-Identifier: GPL-2.0-only
//! claims: C1
//! shows: a Cell is not Sync: two threads cannot use it at the same time
//! expect: error E0277
use std::cell::Cell;
use std::thread;

fn main() {
    let cell = Cell::new(1);
    thread::scope(|s| {
        s.spawn(|| cell.set(2)); //~ refused: &Cell in another thread
    });
    println!("{}", cell.get());
}
