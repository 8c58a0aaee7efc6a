// SPDX-License-Identifier: GPL-2.0-only
//! claims: V1
//! shows: a value that was moved into the thread cannot be used afterwards
//! expect: error E0382
use std::thread;

fn main() {
    let x = String::from("x");
    thread::spawn(move || {
        let x_ref = &x; // borrowed from the closure, which now owns x
        println!("{x_ref}");
    });
    println!("{x}"); //~ refused: the thread owns x
}
