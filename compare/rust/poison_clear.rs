// SPDX-License-Identifier: GPL-2.0-only
//! claims: M5, M5b
//! shows: a lock stays poisoned, however often it is locked, until it is cleared
//! expect: run
//! prints: locks_with_error 3
//! prints: poisoned_after_clear 0
//! prints: lock_error_after_clear 0
//! prints: data_seen 1
use std::panic;
use std::sync::Mutex;
use std::thread;

fn main() {
    panic::set_hook(Box::new(|_| ()));
    let m = Mutex::new(0);
    thread::scope(|s| {
        let owner = s.spawn(|| {
            let _guard = m.lock().unwrap();
            panic!();
        });
        owner.join().unwrap_err();
    });
    let errors = (0..3).filter(|_| m.lock().is_err()).count();
    println!("locks_with_error {errors}");

    // The thread that clears the poison must repair the data first.
    *m.lock().unwrap_err().into_inner() = 1;
    m.clear_poison();
    println!("poisoned_after_clear {}", m.is_poisoned() as i32);
    let lock = m.lock();
    println!("lock_error_after_clear {}", lock.is_err() as i32);
    println!("data_seen {}", *lock.unwrap());
}
