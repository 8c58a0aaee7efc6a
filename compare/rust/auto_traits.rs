// SPDX-License-Identifier: GPL-2.0-only
//! claims: S1
//! shows: Send and Sync come by themselves when every field has them; unsafe impl is a promise
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

// By hand: now whoever wrote this line has to be right, not the compiler.
#[allow(dead_code)]
struct Pointer(*mut i32);
unsafe impl Send for Pointer {}

fn main() {
    send::<Plain>();
    sync::<Plain>();
    send::<Either>();
    sync::<Either>();
    send::<Inner>(); // but not Sync, for Cell is not
    send::<Pointer>();
}
