// SPDX-License-Identifier: GPL-2.0-only
//! claims: T3
//! shows: a thread may not hold a reference to a local variable (static_bound gives it the value)
//! expect: error E0597
use std::thread;

fn main() {
    let local = 1;
    let borrowed = &local; //~ refused: it does not live for 'static
    thread::spawn(move || *borrowed).join().unwrap();
}
