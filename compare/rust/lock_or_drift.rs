// SPDX-License-Identifier: GPL-2.0-only
//! claims: M1
//! shows: an atomic load and an atomic store can lose an addition; under a mutex none is lost
//! expect: run
//! prints: lost_without_lock 1
//! prints: in_between_without_lock 1
//! prints: lost_with_lock 0
//! prints: in_between_with_lock 0
//! prints: rounds_lost_with_lock 0
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::mpsc::{channel, Receiver, Sender};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// Loads, reports that it has read, waits for a message, and stores; with or without the lock.
fn add(count: &AtomicU32, lock: Option<&Mutex<()>>, has_read: Sender<()>, go: Receiver<()>) {
    let _guard = lock.map(|m| m.lock().unwrap());
    let seen = count.load(SeqCst);
    has_read.send(()).unwrap();
    go.recv().unwrap();
    count.store(seen + 1, SeqCst);
}

/// Two additions. The second one runs during the first one, unless the lock prevents it.
/// This is not a data race, so not undefined behaviour. But an addition can be lost.
fn forced(lock: Option<&Mutex<()>>, name: &str) {
    let count = AtomicU32::new(0);
    let mut in_between = false;
    let (first_has_read, first) = channel();
    let (second_has_read, second) = channel();
    let (go_first, gate_first) = channel();
    let (go_second, gate_second) = channel();
    thread::scope(|s| {
        s.spawn(|| add(&count, lock, first_has_read, gate_first));
        first.recv().unwrap();
        s.spawn(|| add(&count, lock, second_has_read, gate_second));
        let patience = Duration::from_millis(if lock.is_some() { 100 } else { 10000 });
        in_between = second.recv_timeout(patience).is_ok();
        go_first.send(()).unwrap();
        go_second.send(()).unwrap();
    });
    println!("lost_{name} {}", 2 - count.into_inner());
    println!("in_between_{name} {}", in_between as i32);
}

fn main() {
    forced(None, "without_lock");
    forced(Some(&Mutex::new(())), "with_lock");
    let drifted = (0..10).filter(|_| {
        let count = Mutex::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| (0..1000).for_each(|_| *count.lock().unwrap() += 1));
            }
        });
        count.into_inner().unwrap() != 2000
    });
    println!("rounds_lost_with_lock {}", drifted.count());
}
