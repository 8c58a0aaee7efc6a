// SPDX-License-Identifier: GPL-2.0-only
//! claims: R1
//! shows: the notes' first example is refused: an Rc cannot be moved to another thread
//! expect: error E0277
use std::rc::Rc;

fn main() {
    let x = Rc::new(1);
    let y = x.clone();
    let drops = move || {
        drop(y);
    };
    std::thread::spawn(drops); //~ refused: Rc is not Send
    drop(x);
}
