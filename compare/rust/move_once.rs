// SPDX-License-Identifier: GPL-2.0-only
//! claims: V1
//! shows: move passes the value to the thread, which frees it exactly once
//! expect: run
//! prints: giver_has_it 0
//! prints: freed 1
//! prints: freed_by_the_thread 1
//! prints: value 42
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread::{self, ThreadId};

static FREED: AtomicU32 = AtomicU32::new(0);
static ELSEWHERE: AtomicU32 = AtomicU32::new(0);

struct Object {
    made_by: ThreadId,
    value: i32,
}

impl Drop for Object {
    fn drop(&mut self) {
        FREED.fetch_add(1, SeqCst);
        ELSEWHERE.fetch_add((self.made_by != thread::current().id()) as u32, SeqCst);
    }
}

fn main() {
    // The Option is like the pointer that a C program sets to NULL after a move.
    let mut giver = Some(Object { made_by: thread::current().id(), value: 42 });
    let given = giver.take();
    let value = thread::spawn(move || given.map_or(0, |object| object.value)).join();
    println!("giver_has_it {}", giver.is_some() as i32);
    println!("freed {}", FREED.load(SeqCst));
    println!("freed_by_the_thread {}", ELSEWHERE.load(SeqCst));
    println!("value {}", value.unwrap());
}
