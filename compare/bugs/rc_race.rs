// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. A second thread uses a reference count that is not atomic.
use std::{rc::Rc, thread};

fn main() {
    let refs = Rc::new(7u64);
    let other = Rc::clone(&refs);

    thread::spawn(move || drop(other.clone())).join().unwrap();
    drop(refs.clone());
}
