// SPDX-License-Identifier: GPL-2.0-only
//! claims: M2
//! shows: a free mutex is locked without sleeping; only a thread that waits sleeps
//! expect: run
//! prints: sleeps_when_free 0
//! prints: sleeps_when_held 1
use std::fs::read_to_string;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// How often this thread slept: its voluntary context switches.
fn sleeps() -> u64 {
    let status = read_to_string("/proc/thread-self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("voluntary")).unwrap();
    line.split_whitespace().last().unwrap().parse().unwrap()
}

fn main() {
    let m = Mutex::new(0);
    let before = sleeps();
    (0..100_000).for_each(|_| *m.lock().unwrap() += 1);
    // A few may have other causes, such as a page fault. If the mutex slept, there are 100,000.
    println!("sleeps_when_free {}", (sleeps() - before > 100) as i32);

    let held = m.lock().unwrap();
    thread::scope(|s| {
        let waiter = s.spawn(|| {
            let before = sleeps();
            drop(m.lock().unwrap());
            sleeps() - before
        });
        thread::sleep(Duration::from_millis(200));
        drop(held);
        println!("sleeps_when_held {}", (waiter.join().unwrap() > 0) as i32);
    });
}
