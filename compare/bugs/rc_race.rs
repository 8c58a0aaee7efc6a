// SPDX-License-Identifier: GPL-2.0-only
//! A count that is not atomic, and a second thread.
use std::{rc::Rc, thread};

fn main() {
    let parcel = Rc::new(7u64);
    let other = Rc::clone(&parcel);

    thread::spawn(move || drop(other.clone())).join().unwrap();
    drop(parcel.clone());
}
