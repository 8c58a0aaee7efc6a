// SPDX-License-Identifier: GPL-2.0-only
//! claims: R1, R2
//! shows: with an Arc and one clone for each thread, both examples compile and free once
//! expect: run
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
    let x = Arc::new(Object);
    let for_each = [x.clone(), x.clone()];
    let threads = for_each.map(|mine| thread::spawn(move || drop(mine.clone())));
    drop(x);
    threads.into_iter().for_each(|t| t.join().unwrap());
    println!("freed {}", FREED.load(SeqCst));
}
