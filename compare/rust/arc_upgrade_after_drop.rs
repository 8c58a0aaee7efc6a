// SPDX-License-Identifier: GPL-2.0-only
//! claims: A2
//! shows: a Weak can be upgraded while an Arc exists, and never after the last drop
//! expect: run
//! prints: upgrade_before_last_drop 1
//! prints: count_with_upgrade 2
//! prints: ended_before_last_drop 0
//! prints: ended_by_last_drop 1
//! prints: upgrade_after_last_drop 0
//! prints: count_after_last_drop 0
//! prints: memory_freed_before_weak 0
//! prints: memory_freed 1
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::Arc;

static ENDED: AtomicU32 = AtomicU32::new(0);

static FREED: AtomicU32 = AtomicU32::new(0);

/// The system's allocator. It counts how many blocks of the size of an object are freed.
struct Counted;

unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, p: *mut u8, layout: Layout) {
        FREED.fetch_add((layout.size() >= size_of::<Object>()) as u32, SeqCst);
        System.dealloc(p, layout)
    }
}

#[global_allocator]
static COUNTED: Counted = Counted;

#[allow(dead_code)]
struct Object([u8; 100_000]); // no other block has this size

impl Drop for Object {
    fn drop(&mut self) {
        ENDED.fetch_add(1, SeqCst);
    }
}

fn main() {
    let object = Arc::new(Object([0; 100_000]));
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

    // Dropped, but not freed: the counts are in the same block, and the Weak reads them.
    println!("memory_freed_before_weak {}", FREED.load(SeqCst));
    drop(weak);
    println!("memory_freed {}", FREED.load(SeqCst));
}
