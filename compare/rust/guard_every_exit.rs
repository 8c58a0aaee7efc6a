// SPDX-License-Identifier: GPL-2.0-only
//! claims: M4
//! shows: the guard unlocks on every exit, also by a panic; mem::forget is the exception
//! expect: run
//! prints: unlocked_after_return 1
//! prints: unlocked_after_break 1
//! prints: unlocked_after_error 1
//! prints: unlocked_after_panic 1
//! prints: unlocked_after_forget 0
use std::panic;
use std::sync::{Mutex, TryLockError};
use std::thread;

fn by_return(m: &Mutex<i32>) -> i32 {
    let guard = m.lock().unwrap();
    return *guard;
}

fn by_break(m: &Mutex<i32>) {
    loop {
        let _guard = m.lock().unwrap();
        break;
    }
}

fn by_error(m: &Mutex<i32>) -> Result<i32, std::num::ParseIntError> {
    let _guard = m.lock().unwrap();
    "seven".parse::<i32>()?;
    unreachable!()
}

/// A poisoned lock is unlocked too: try_lock returns WouldBlock only if a thread holds it.
fn unlocked(m: &Mutex<i32>) -> i32 {
    !matches!(m.try_lock(), Err(TryLockError::WouldBlock)) as i32
}

fn main() {
    let m = Mutex::new(0);
    by_return(&m);
    println!("unlocked_after_return {}", unlocked(&m));
    by_break(&m);
    println!("unlocked_after_break {}", unlocked(&m));
    by_error(&m).unwrap_err();
    println!("unlocked_after_error {}", unlocked(&m));

    panic::set_hook(Box::new(|_| ()));
    thread::scope(|s| {
        let holder = s.spawn(|| {
            let _guard = m.lock().unwrap();
            panic!();
        });
        holder.join().unwrap_err();
    });
    println!("unlocked_after_panic {}", unlocked(&m));

    // forget() is safe code: Rust does not guarantee that a drop runs.
    let m = Mutex::new(0);
    std::mem::forget(m.lock());
    println!("unlocked_after_forget {}", unlocked(&m));
}
