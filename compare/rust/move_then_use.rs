// SPDX-License-Identifier: GPL-2.0-only
//! claims: V1
//! shows: what was moved into the thread cannot be used any more
//! expect: error E0382
use std::thread;

fn main() {
    let x = String::from("x");
    thread::spawn(move || {
        let x_ref = &x; // borrowed from the closure, which owns it now
        println!("{x_ref}");
    });
    println!("{x}"); //~ refused: it is the thread's
}
