// SPDX-License-Identifier: GPL-2.0-only
//! claims: S1
//! shows: if one field is not Send, the struct is not Send either
//! expect: error E0277
use std::rc::Rc;

fn send<T: Send>() {}

#[allow(dead_code)]
struct Mixed {
    number: i32,
    text: Option<String>,
    count: Rc<i32>,
}

fn main() {
    send::<Mixed>(); //~ refused: because of the field count
}
