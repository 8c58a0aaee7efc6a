// SPDX-License-Identifier: GPL-2.0-only
//! claims: C3
//! shows: Arc shares an object but does not protect it: Arc<RefCell> is not Send
//! expect: error E0277
use std::cell::RefCell;
use std::sync::Arc;
use std::thread;

fn main() {
    let shared = Arc::new(RefCell::new(0));
    let mine = shared.clone();
    let add = move || *mine.borrow_mut() += 1;
    thread::spawn(add).join().unwrap(); //~ refused: RefCell is not Sync
    println!("{}", shared.borrow());
}
