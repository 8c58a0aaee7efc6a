// SPDX-License-Identifier: GPL-2.0-only
//! claims: W1
//! shows: readers hold the lock together; a writer holds it alone
//! expect: run
//! prints: readers_at_once 3
//! prints: write_while_read 0
//! prints: read_while_written 0
//! prints: writers_at_once 1
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{Barrier, RwLock};
use std::thread;

fn main() {
    let l = RwLock::new(0);
    let (inside, most) = (AtomicU32::new(0), AtomicU32::new(0));
    let all_inside = Barrier::new(3);
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| {
                let _shared = l.read().unwrap();
                inside.fetch_add(1, SeqCst);
                all_inside.wait(); // opens only when all three hold the lock
            });
        }
    });
    println!("readers_at_once {}", inside.into_inner());

    let shared = l.read().unwrap();
    println!("write_while_read {}", l.try_write().is_ok() as i32);
    drop(shared);
    let exclusive = l.write().unwrap();
    println!("read_while_written {}", l.try_read().is_ok() as i32);
    drop(exclusive);

    let inside = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| {
                for _ in 0..1000 {
                    let _exclusive = l.write().unwrap();
                    most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
                    inside.fetch_sub(1, SeqCst);
                }
            });
        }
    });
    println!("writers_at_once {}", most.into_inner());
}
