// SPDX-License-Identifier: GPL-2.0-only
//! claims: C1
//! shows: a Cell is Send: it can be moved to another thread, which is then its only user
//! expect: run
//! prints: adopted 1
//! prints: value_back 2
use std::cell::Cell;
use std::thread;

fn main() {
    let cell = Cell::new(1);
    let add = move || {
        cell.set(cell.get() + 1);
        cell
    };
    let back = thread::spawn(add).join();
    println!("adopted {}", back.is_ok() as i32);
    println!("value_back {}", back.unwrap().get());
}
