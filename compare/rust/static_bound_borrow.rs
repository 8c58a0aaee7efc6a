// SPDX-License-Identifier: GPL-2.0-only
//! claims: T3
//! shows: a spawned thread cannot have a reference to a local variable
//! expect: error E0597
use std::thread;

fn main() {
    let local = 1;
    let borrowed = &local; //~ refused: local does not live that long
    thread::spawn(move || *borrowed).join().unwrap();
}
