// SPDX-License-Identifier: GPL-2.0-only
//! claims: A1
//! shows: clones made and dropped by four threads: freed exactly once, after the last
//! expect: run
//! prints: count_at_end 1
//! prints: freed_before_last 0
//! prints: freed 1
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::Arc;
use std::thread;

static FREED: AtomicU32 = AtomicU32::new(0);

struct Object;

impl Drop for Object {
    fn drop(&mut self) {
        FREED.fetch_add(1, SeqCst);
    }
}

fn main() {
    let object = Arc::new(Object);
    thread::scope(|s| {
        for _ in 0..4 {
            s.spawn(|| (0..10000).for_each(|_| drop(object.clone())));
        }
    });
    println!("count_at_end {}", Arc::strong_count(&object));
    println!("freed_before_last {}", FREED.load(SeqCst));
    drop(object);
    println!("freed {}", FREED.load(SeqCst));
}
