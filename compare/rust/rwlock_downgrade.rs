// SPDX-License-Identifier: GPL-2.0-only
//! claims: W3
//! shows: downgrade turns a write lock into a read lock, and no other writer runs in between
//! expect: run
//! prints: read_while_written 0
//! prints: downgrade 1
//! prints: read_after_downgrade 1
//! prints: write_after_downgrade 0
//! prints: value_after_downgrade 1
//! prints: value_after_queued_writer 2
use std::sync::{RwLock, RwLockWriteGuard};
use std::thread;
use std::time::Duration;

fn main() {
    let l = RwLock::new(0);
    let exclusive = l.write().unwrap();
    println!("read_while_written {}", l.try_read().is_ok() as i32);
    let shared = RwLockWriteGuard::downgrade(exclusive);
    println!("downgrade 1"); // else this does not compile
    println!("read_after_downgrade {}", l.try_read().is_ok() as i32);
    println!("write_after_downgrade {}", l.try_write().is_ok() as i32);
    drop(shared);

    thread::scope(|s| {
        let mut exclusive = l.write().unwrap();
        *exclusive = 1;
        let writer = s.spawn(|| *l.write().unwrap() += 1);
        thread::sleep(Duration::from_millis(50)); // probably asleep now; correct in any case
        let shared = RwLockWriteGuard::downgrade(exclusive);
        thread::sleep(Duration::from_millis(50));
        println!("value_after_downgrade {}", *shared);
        drop(shared);
        writer.join().unwrap();
    });
    println!("value_after_queued_writer {}", *l.read().unwrap());
}
