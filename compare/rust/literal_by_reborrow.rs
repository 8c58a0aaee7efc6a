// SPDX-License-Identifier: GPL-2.0-only
//! claims: V2
//! shows: x.len() captures *x, which is 'static: it compiles even without move
//! expect: pass
use std::thread;

fn main() {
    let x: &'static str = "helo";
    thread::spawn(|| x.len()); // edition 2021 borrows *x, the text, and not the variable x
}
