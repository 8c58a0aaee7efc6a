// SPDX-License-Identifier: GPL-2.0-only
//! claims: M6
//! shows: the 0 of Mutex::new(0) is the value; the lock's own word is separate: 0, 1 or 2
//! expect: run
//! prints: value 0
//! prints: new_7_is_unlocked 1
//! prints: before 0
//! prints: held 1
//! prints: contended 2
//! prints: after 0
use std::ptr::from_ref;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// The lock's own word. It is the first word of a mutex in today's std on Linux. This is not
/// guaranteed: do not rely on it.
fn word(m: &Mutex<()>) -> u32 {
    unsafe { AtomicU32::from_ptr(from_ref(m).cast::<u32>().cast_mut()) }.load(SeqCst)
}

fn main() {
    println!("value {}", Mutex::new(0).into_inner().unwrap());
    println!("new_7_is_unlocked {}", Mutex::new(7).try_lock().is_ok() as i32);

    let m = Mutex::new(());
    println!("before {}", word(&m));
    let held = m.lock().unwrap();
    println!("held {}", word(&m));
    thread::scope(|s| {
        let waiter = s.spawn(|| drop(m.lock()));
        let start = Instant::now();
        while word(&m) != 2 && start.elapsed() < Duration::from_secs(10) {
            thread::yield_now();
        }
        println!("contended {}", word(&m));
        drop(held);
        waiter.join().unwrap();
    });
    println!("after {}", word(&m));
}
