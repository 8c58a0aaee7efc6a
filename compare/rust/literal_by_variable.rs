// SPDX-License-Identifier: GPL-2.0-only
//! claims: V2
//! shows: borrowing the variable is refused: the text is 'static, the pointer to it is not
//! expect: error E0373
use std::thread;

fn main() {
    let x: &'static str = "helo";
    thread::spawn(|| println!("{x}")); //~ refused: it borrows x itself, a local
}
