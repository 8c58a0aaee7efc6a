// SPDX-License-Identifier: GPL-2.0-only
//! claims: R2
//! shows: two threads that clone one Rc are refused, whether they own or borrow it
//! expect: error E0277
use std::rc::Rc;
use std::thread;

fn main() {
    let x = Rc::new(1);
    let clones = || drop(x.clone());
    thread::scope(|s| s.spawn(clones).join().unwrap()); //~ refused: Rc is not Sync
}
