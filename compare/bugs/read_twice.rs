// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. A reader read-locks again while a writer waits.
use std::{sync::RwLock, thread, time::Duration};

static LOCK: RwLock<u64> = RwLock::new(0);

fn main() {
    let thread = thread::spawn(|| {
        let first = LOCK.read().unwrap();

        thread::sleep(Duration::from_millis(100));
        let second = LOCK.read().unwrap();

        println!("{} {}", *first, *second);
    });

    thread::sleep(Duration::from_millis(30));
    thread::spawn(|| *LOCK.write().unwrap() = 1);
    thread::sleep(Duration::from_millis(300));
    if !thread.is_finished() {
        println!("not caught: it waits forever");
    }
    std::process::exit(0);
}
