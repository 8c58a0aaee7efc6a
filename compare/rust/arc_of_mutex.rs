// SPDX-License-Identifier: GPL-2.0-only
//! claims: C3
//! shows: the thread-safe forms of Cell are the atomics and the Mutex; an Arc can share them
//! expect: run
//! prints: mutex_total 4000
//! prints: atomic_off_by 0
//! prints: count_with_one_holder 1
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let shared = Arc::new((Mutex::new(0), AtomicU32::new(0)));
    let add = |shared: Arc<(Mutex<u32>, AtomicU32)>| {
        move || {
            for _ in 0..1000 {
                *shared.0.lock().unwrap() += 1;
                shared.1.fetch_add(1, Relaxed);
            }
        }
    };
    let threads: Vec<_> = (0..4).map(|_| thread::spawn(add(shared.clone()))).collect();
    threads.into_iter().for_each(|t| t.join().unwrap());
    println!("mutex_total {}", shared.0.lock().unwrap());
    println!("atomic_off_by {}", shared.1.load(Relaxed) as i32 - 4000);
    println!("count_with_one_holder {}", Arc::strong_count(&shared));
}
