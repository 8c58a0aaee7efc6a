// SPDX-License-Identifier: GPL-2.0-only
//! claims: M7
//! shows: RwLock<T> also needs T: Sync, since several readers get &T (Mutex<Cell> is Sync)
//! expect: error E0277
use std::cell::Cell;
use std::sync::RwLock;

fn sync<T: Sync>() {}

fn main() {
    sync::<RwLock<Cell<i32>>>(); //~ refused: Cell is Send, but not Sync
}
