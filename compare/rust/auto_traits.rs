// SPDX-License-Identifier: GPL-2.0-only
//! claims: S1
//! shows: a type is Send or Sync if every field is; unsafe impl is a promise of the programmer
//! expect: pass
use std::cell::Cell;

fn send<T: Send>() {}
fn sync<T: Sync>() {}

#[allow(dead_code)]
struct Plain {
    number: i32,
    text: Option<String>,
}

#[allow(dead_code)]
enum Either {
    Left(Plain),
    Right(Vec<Plain>),
}

#[allow(dead_code)]
struct Inner(Cell<i32>);

// Implemented by hand: the programmer, not the compiler, must ensure that it is correct.
#[allow(dead_code)]
struct Pointer(*mut i32);
unsafe impl Send for Pointer {}

fn main() {
    send::<Plain>();
    sync::<Plain>();
    send::<Either>();
    sync::<Either>();
    send::<Inner>(); // but not Sync, because Cell is not
    send::<Pointer>();
}
