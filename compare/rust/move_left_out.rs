// SPDX-License-Identifier: GPL-2.0-only
//! claims: V1
//! shows: without move the closure borrows a variable that may end before the thread
//! expect: error E0373
use std::thread;

fn main() {
    let x = String::from("x");
    thread::spawn(|| println!("{x}")); //~ refused: it borrows x
}
