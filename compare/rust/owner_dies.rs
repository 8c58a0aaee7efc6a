// SPDX-License-Identifier: GPL-2.0-only
//! claims: M5
//! shows: a panic while the lock is held unlocks and poisons it; the next lock returns an error
//! expect: run
//! prints: poisoned_before_next_lock 1
//! prints: next_lock_error 1
//! prints: data_seen 7
//! prints: lock_after_that_error 1
//! prints: waiter_error 1
use std::panic;
use std::sync::mpsc::channel;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// A thread waits for the lock when its owner panics.
fn waiter_hears(m: &Mutex<i32>) -> bool {
    let (signal, wait) = channel();
    thread::scope(|s| {
        let owner = s.spawn(move || {
            let _guard = m.lock().unwrap();
            signal.send(()).unwrap();
            thread::sleep(Duration::from_millis(50));
            panic!();
        });
        wait.recv().unwrap();
        let heard = m.lock().is_err();
        owner.join().unwrap_err();
        heard
    })
}

fn main() {
    panic::set_hook(Box::new(|_| ()));
    let m = Mutex::new(0);
    thread::scope(|s| {
        let owner = s.spawn(|| {
            *m.lock().unwrap() = 6;
            let mut guard = m.lock().unwrap();
            *guard = 7;
            panic!("in the middle of it");
        });
        owner.join().unwrap_err();
    });
    // The panic poisons the lock, not the next access.
    println!("poisoned_before_next_lock {}", m.is_poisoned() as i32);
    let next = m.lock();
    println!("next_lock_error {}", next.is_err() as i32);
    let guard = next.unwrap_or_else(|error| error.into_inner());
    println!("data_seen {}", *guard);
    drop(guard);
    println!("lock_after_that_error {}", m.lock().is_err() as i32);
    m.clear_poison();
    println!("waiter_error {}", waiter_hears(&m) as i32);
}
