// SPDX-License-Identifier: GPL-2.0-only
//! claims: C2
//! shows: the borrow rules at run time: many shared borrows or one exclusive; others are refused
//! expect: run
//! prints: shared_with_shared 1
//! prints: exclusive_with_shared 0
//! prints: shared_with_exclusive 0
//! prints: exclusive_with_exclusive 0
//! prints: exclusive_after_all 1
//! prints: lock_shared_with_shared 1
//! prints: lock_exclusive_with_shared 0
//! prints: lock_shared_with_exclusive 0
//! prints: lock_exclusive_with_exclusive 0
//! prints: breach_panics 1
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::RwLock;

/// The same for a lock, with the try functions, which do not wait.
fn lock() {
    let lock = RwLock::new(0);
    {
        let _shared = lock.read().unwrap();
        println!("lock_shared_with_shared {}", lock.try_read().is_ok() as i32);
        println!("lock_exclusive_with_shared {}", lock.try_write().is_ok() as i32);
    }
    let _exclusive = lock.write().unwrap();
    println!("lock_shared_with_exclusive {}", lock.try_read().is_ok() as i32);
    println!("lock_exclusive_with_exclusive {}", lock.try_write().is_ok() as i32);
}

fn main() {
    let cell = RefCell::new(0);
    {
        let _shared = cell.borrow();
        println!("shared_with_shared {}", cell.try_borrow().is_ok() as i32);
        println!("exclusive_with_shared {}", cell.try_borrow_mut().is_ok() as i32);
    }
    {
        let _exclusive = cell.borrow_mut();
        println!("shared_with_exclusive {}", cell.try_borrow().is_ok() as i32);
        println!("exclusive_with_exclusive {}", cell.try_borrow_mut().is_ok() as i32);
    }
    println!("exclusive_after_all {}", cell.try_borrow_mut().is_ok() as i32);

    lock();

    panic::set_hook(Box::new(|_| ()));
    let _shared = cell.borrow();
    let breach = panic::catch_unwind(AssertUnwindSafe(|| *cell.borrow_mut() += 1));
    println!("breach_panics {}", breach.is_err() as i32);
}
