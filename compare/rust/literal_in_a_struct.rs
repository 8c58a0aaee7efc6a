// SPDX-License-Identifier: GPL-2.0-only
//! claims: V2
//! shows: a struct<'a> with a literal can be moved into a thread: its 'a is 'static here
//! expect: pass
use std::thread;

struct AutogenClosure<'a> {
    string_a: &'a str,
}

fn main() {
    let x: &'static str = "helo";
    let closure = AutogenClosure { string_a: x };
    thread::spawn(move || println!("{}", closure.string_a));
}
