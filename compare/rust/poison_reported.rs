// SPDX-License-Identifier: GPL-2.0-only
//! claims: M5b
//! shows: every function that gives access to a poisoned lock reports it and gives access
//! expect: run
//! prints: lock_error 1
//! prints: try_lock_held_error 0
//! prints: try_lock_error 1
//! prints: read_error 1
//! prints: write_error 1
//! prints: get_mut_error 1
//! prints: into_inner_error 1
//! prints: data_seen 9
use std::panic;
use std::sync::{Mutex, RwLock, TryLockError};
use std::thread;

fn main() {
    panic::set_hook(Box::new(|_| ()));
    let mut m = Mutex::new(9);
    let l = RwLock::new(0);
    thread::scope(|s| {
        let owner = s.spawn(|| {
            let _guard = m.lock().unwrap();
            let _writer = l.write().unwrap();
            panic!();
        });
        owner.join().unwrap_err();
    });
    let tells = || matches!(m.try_lock(), Err(TryLockError::Poisoned(_))) as i32;
    let guard = m.lock();
    println!("lock_error {}", guard.is_err() as i32);
    println!("try_lock_held_error {}", tells());
    drop(guard);
    println!("try_lock_error {}", tells());
    println!("read_error {}", l.read().is_err() as i32);
    println!("write_error {}", l.write().is_err() as i32);
    println!("get_mut_error {}", m.get_mut().is_err() as i32);
    let inner = m.into_inner();
    println!("into_inner_error {}", inner.is_err() as i32);
    println!("data_seen {}", inner.unwrap_err().into_inner());
}
