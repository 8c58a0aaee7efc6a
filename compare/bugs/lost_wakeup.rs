// SPDX-License-Identifier: GPL-2.0-only
//! A look without the lock, and then a wait without a look.
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::{sync::Condvar, sync::Mutex, thread, time::Duration};

static READY: AtomicBool = AtomicBool::new(false);
static LOCK: Mutex<()> = Mutex::new(());
static CALLED: Condvar = Condvar::new();

fn main() {
    let thread = thread::spawn(|| {
        let must = !READY.load(Relaxed);

        thread::sleep(Duration::from_millis(50));
        let guard = LOCK.lock().unwrap();
        if must {
            drop(CALLED.wait(guard));
        }
    });

    thread::sleep(Duration::from_millis(25));
    READY.store(true, Relaxed);
    CALLED.notify_one();
    thread::sleep(Duration::from_millis(300));
    if !thread.is_finished() {
        println!("not caught: it waits for ever");
    }
    std::process::exit(0);
}
