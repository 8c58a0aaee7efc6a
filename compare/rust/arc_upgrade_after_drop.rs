// SPDX-License-Identifier: GPL-2.0-only
//! claims: A2
//! shows: a Weak can be upgraded while somebody holds an Arc, and never after the last drop
//! expect: run
//! prints: upgrade_before_last_drop 1
//! prints: count_with_upgrade 2
//! prints: ended_before_last_drop 0
//! prints: ended_by_last_drop 1
//! prints: upgrade_after_last_drop 0
//! prints: count_after_last_drop 0
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::Arc;

static ENDED: AtomicU32 = AtomicU32::new(0);

struct Object;

impl Drop for Object {
    fn drop(&mut self) {
        ENDED.fetch_add(1, SeqCst);
    }
}

fn main() {
    let object = Arc::new(Object);
    let weak = Arc::downgrade(&object);
    let upgraded = weak.upgrade();
    println!("upgrade_before_last_drop {}", upgraded.is_some() as i32);
    println!("count_with_upgrade {}", weak.strong_count());
    drop(object);
    println!("ended_before_last_drop {}", ENDED.load(SeqCst));
    drop(upgraded);
    println!("ended_by_last_drop {}", ENDED.load(SeqCst));
    println!("upgrade_after_last_drop {}", weak.upgrade().is_some() as i32);
    println!("count_after_last_drop {}", weak.strong_count());
}
