// SPDX-License-Identifier: GPL-2.0-only
//! claims: M7
//! shows: Mutex<Rc> is not Sync: the rule is T: Send
//! expect: error E0277
use std::rc::Rc;
use std::sync::Mutex;

fn sync<T: Sync>() {}

fn main() {
    sync::<Mutex<Rc<i32>>>(); //~ refused: Rc is not Send
}
