// SPDX-License-Identifier: GPL-2.0-only
//! claims: M7
//! shows: RwLock asks for T: Sync too, since it hands out &T to several (Mutex<Cell> is Sync)
//! expect: error E0277
use std::cell::Cell;
use std::sync::RwLock;

fn sync<T: Sync>() {}

fn main() {
    sync::<RwLock<Cell<i32>>>(); //~ refused: Cell is Send, but not Sync
}
