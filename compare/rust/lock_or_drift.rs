// SPDX-License-Identifier: GPL-2.0-only
//! claims: M1
//! shows: an atomic load, then an atomic store: what compiles can lose too; under a mutex nothing is
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

/// Load, stop until told, store: under the lock if there is one. Says so when it has read.
fn add(count: &AtomicU32, lock: Option<&Mutex<()>>, has_read: Sender<()>, go: Receiver<()>) {
    let _guard = lock.map(|m| m.lock().unwrap());
    let seen = count.load(SeqCst);
    has_read.send(()).unwrap();
    go.recv().unwrap();
    count.store(seen + 1, SeqCst);
}

/// Two additions, the second while the first is under way, if it can be.
/// No data race, so no undefined behaviour; yet a race, and an addition may be gone.
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
