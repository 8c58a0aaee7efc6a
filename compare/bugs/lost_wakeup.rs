// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. A thread checks without the lock, and then waits without a check.
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::{sync::Condvar, sync::Mutex, thread, time::Duration};

static READY: AtomicBool = AtomicBool::new(false);
static LOCK: Mutex<()> = Mutex::new(());
static WAKE_UP: Condvar = Condvar::new();

fn main() {
    let thread = thread::spawn(|| {
        let must_wait = !READY.load(Relaxed);

        thread::sleep(Duration::from_millis(50));
        let guard = LOCK.lock().unwrap();
        if must_wait {
            drop(WAKE_UP.wait(guard));
        }
    });

    thread::sleep(Duration::from_millis(25));
    READY.store(true, Relaxed);
    WAKE_UP.notify_one();
    thread::sleep(Duration::from_millis(300));
    if !thread.is_finished() {
        println!("not caught: it waits forever");
    }
    std::process::exit(0);
}
