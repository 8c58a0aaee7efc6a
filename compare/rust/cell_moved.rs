// SPDX-License-Identifier: GPL-2.0-only
//! claims: C1
//! shows: a Cell is Send: it may be moved to another thread, which then has it alone
//! expect: run
//! prints: value_back 2
use std::cell::Cell;
use std::thread;

fn main() {
    let cell = Cell::new(1);
    let add = move || {
        cell.set(cell.get() + 1);
        cell
    };
    println!("value_back {}", thread::spawn(add).join().unwrap().get());
}
