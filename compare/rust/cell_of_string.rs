// SPDX-License-Identifier: GPL-2.0-only
//! claims: C1
//! shows: a Cell of a type that is not Copy: set, replace and take work
//! expect: run
//! prints: replaced_len 3
//! prints: taken_len 4
//! prints: left_len 0
use std::cell::Cell;

fn main() {
    let cell = Cell::new(String::new());
    cell.set("one".into());
    println!("replaced_len {}", cell.replace("four".into()).len());
    println!("taken_len {}", cell.take().len());
    println!("left_len {}", cell.into_inner().len());
}
