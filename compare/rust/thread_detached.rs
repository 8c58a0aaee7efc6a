// SPDX-License-Identifier: GPL-2.0-only
//! claims: T1b
//! shows: dropping the handle detaches the thread: it continues, and cannot be joined
//! expect: run
//! prints: ran_after_drop 1
use std::sync::mpsc;
use std::thread;

fn main() {
    let (go, wait) = mpsc::channel();
    let (done, end) = mpsc::channel();
    let spawner = thread::spawn(move || {
        let handle = thread::spawn(move || {
            wait.recv().unwrap();
            done.send(()).unwrap();
        });
        drop(handle);
    });
    spawner.join().unwrap();
    go.send(()).unwrap(); // from here on it runs without a handle
    println!("ran_after_drop {}", end.recv().is_ok() as i32);
}
