// SPDX-License-Identifier: GPL-2.0-only
//! claims: M5b
//! shows: only a panic while the lock is held poisons it; of a RwLock, only a writer does
//! expect: run
//! prints: after_return 0
//! prints: after_panic_not_holding 0
//! prints: after_lock_in_unwinding 0
//! prints: after_panic_holding 1
//! prints: after_readers_panic 0
//! prints: after_writers_panic 1
//! prints: free_at_the_end 1
use std::panic;
use std::sync::{Mutex, RwLock, TryLockError};
use std::thread;

struct LocksWhenDropped<'a>(&'a Mutex<i32>);

impl Drop for LocksWhenDropped<'_> {
    fn drop(&mut self) {
        *self.0.lock().unwrap() += 1;
    }
}

/// Runs `job` in a thread and waits for its end, also if it panics.
fn run(job: impl FnOnce() + Send) {
    thread::scope(|s| drop(s.spawn(job).join()));
}

fn main() {
    panic::set_hook(Box::new(|_| ()));
    let m = Mutex::new(0);
    run(|| *m.lock().unwrap() += 1);
    println!("after_return {}", m.is_poisoned() as i32);
    run(|| {
        drop(m.lock());
        panic!();
    });
    println!("after_panic_not_holding {}", m.is_poisoned() as i32);
    run(|| {
        // A destructor locks and unlocks during the panic.
        let _locks = LocksWhenDropped(&m);
        panic!();
    });
    println!("after_lock_in_unwinding {}", m.is_poisoned() as i32);
    run(|| {
        let _guard = m.lock();
        panic!();
    });
    println!("after_panic_holding {}", m.is_poisoned() as i32);

    let l = RwLock::new(0);
    run(|| {
        let _guard = l.read();
        panic!();
    });
    println!("after_readers_panic {}", l.is_poisoned() as i32);
    run(|| {
        let _guard = l.write();
        panic!();
    });
    println!("after_writers_panic {}", l.is_poisoned() as i32);

    let held = matches!(m.try_lock(), Err(TryLockError::WouldBlock))
        || matches!(l.try_write(), Err(TryLockError::WouldBlock));
    println!("free_at_the_end {}", !held as i32);
}
