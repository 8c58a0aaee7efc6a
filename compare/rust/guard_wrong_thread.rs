// SPDX-License-Identifier: GPL-2.0-only
//! claims: M8
//! shows: the guard is not Send: only the thread that locked can unlock
//! expect: error E0277
use std::sync::Mutex;
use std::thread;

fn main() {
    let m = Mutex::new(1);
    let guard = m.lock().unwrap();
    thread::scope(|s| {
        s.spawn(move || drop(guard)); //~ refused: the guard would unlock in another thread
    });
}
