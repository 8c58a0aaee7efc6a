// SPDX-License-Identifier: GPL-2.0-only
//! claims: A1
//! shows: four threads clone and drop: the object is freed once, after the last drop
//! expect: run
//! prints: count_at_end 1
//! prints: freed_before_last 0
//! prints: freed 1
//! prints: release_saw 4
use std::sync::atomic::{AtomicU32, Ordering::Relaxed, Ordering::SeqCst};
use std::sync::Arc;
use std::thread;

static FREED: AtomicU32 = AtomicU32::new(0);
static SEEN: AtomicU32 = AtomicU32::new(0);

#[derive(Default)]
struct Object([AtomicU32; 4]);

impl Drop for Object {
    fn drop(&mut self) {
        FREED.fetch_add(1, SeqCst);
        SEEN.store(self.0.iter().map(|done| done.load(Relaxed)).sum(), SeqCst);
    }
}

fn main() {
    let object = Arc::new(Object::default());
    let take_and_drop = |n: usize, mine: Arc<Object>| {
        move || {
            (0..10000).for_each(|_| drop(mine.clone()));
            mine.0[n].store(1, Relaxed);
        }
    };
    let start = |n| thread::spawn(take_and_drop(n, object.clone()));
    let threads: Vec<_> = (0..4).map(start).collect();
    threads.into_iter().for_each(|t| t.join().unwrap());
    println!("count_at_end {}", Arc::strong_count(&object));
    println!("freed_before_last {}", FREED.load(SeqCst));
    drop(object);
    println!("freed {}", FREED.load(SeqCst));
    println!("release_saw {}", SEEN.load(SeqCst));
}
