// SPDX-License-Identifier: GPL-2.0-only
//! claims: M7
//! shows: Mutex<[i32]> and Mutex<dyn Fn() + Send> are Send and Sync: Sized is not required
//! expect: pass
use std::cell::Cell;
use std::sync::{Mutex, MutexGuard};

fn send<T: Send + ?Sized>() {}
fn sync<T: Sync + ?Sized>() {}

fn main() {
    send::<Mutex<[i32]>>();
    sync::<Mutex<[i32]>>();
    send::<Mutex<dyn Fn() + Send>>();
    sync::<Mutex<dyn Fn() + Send>>();

    // The rule is T: Send. Cell is Send but not Sync, which is sufficient.
    sync::<Mutex<Cell<i32>>>();

    // A slice in a mutex is made like this.
    let three: &Mutex<[i32]> = &Mutex::new([1, 2, 3]);
    let guard: MutexGuard<[i32]> = three.lock().unwrap();
    println!("{}", guard.len());
}
