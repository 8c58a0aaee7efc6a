// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. A thread locks a mutex that it already holds.
use std::{sync::Mutex, thread, time::Duration};

static LOCK: Mutex<u64> = Mutex::new(0);

fn main() {
    let thread = thread::spawn(|| {
        let first = LOCK.lock().unwrap();
        let second = LOCK.lock().unwrap();

        println!("{} {}", *first, *second);
    });

    thread::sleep(Duration::from_millis(300));
    if !thread.is_finished() {
        println!("not caught: it waits forever");
    }
    std::process::exit(0);
}
