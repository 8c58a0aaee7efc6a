// SPDX-License-Identifier: GPL-2.0-only
//! claims: W3
//! shows: downgrade turns a write lock into a read lock with no gap for another writer
//! expect: run
//! prints: read_while_written 0
//! prints: value_after_downgrade 1
//! prints: read_after_downgrade 1
//! prints: write_after_downgrade 0
//! prints: value_after_queued_writer 2
use std::sync::{RwLock, RwLockWriteGuard};
use std::thread;
use std::time::Duration;

fn main() {
    let l = RwLock::new(0);
    thread::scope(|s| {
        let mut exclusive = l.write().unwrap();
        println!("read_while_written {}", l.try_read().is_ok() as i32);
        *exclusive = 1;
        let shared = RwLockWriteGuard::downgrade(exclusive);
        println!("value_after_downgrade {}", *shared);
        println!("read_after_downgrade {}", l.try_read().is_ok() as i32);
        println!("write_after_downgrade {}", l.try_write().is_ok() as i32);
        let writer = s.spawn(|| *l.write().unwrap() += 1);
        thread::sleep(Duration::from_millis(50));
        assert_eq!(*shared, 1); // the writer waits for this reader like for any other
        drop(shared);
        writer.join().unwrap();
    });
    println!("value_after_queued_writer {}", *l.read().unwrap());
}
