// SPDX-License-Identifier: GPL-2.0-only
//! claims: W3
//! shows: readers who keep the lock held without a gap do not keep a writer out: new ones queue
//! expect: run
//! prints: writer_got_in 1
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::channel;
use std::sync::RwLock;
use std::thread;
use std::time::Duration;

static LOCK: RwLock<()> = RwLock::new(());
static ENOUGH: AtomicBool = AtomicBool::new(false);

/// Sleeps most of its time with the lock held: two of them leave hardly ever a gap.
fn read_on_and_on() {
    while !ENOUGH.load(SeqCst) {
        let _shared = LOCK.read().unwrap();
        thread::sleep(Duration::from_millis(5));
    }
}

fn main() {
    let readers: Vec<_> = (0..4).map(|_| thread::spawn(read_on_and_on)).collect();
    thread::sleep(Duration::from_millis(20));
    let (done, written) = channel();
    thread::spawn(move || {
        drop(LOCK.write());
        done.send(()).unwrap();
    });
    let got_in = written.recv_timeout(Duration::from_secs(5)).is_ok();
    println!("writer_got_in {}", got_in as i32);
    ENOUGH.store(true, SeqCst);
    readers.into_iter().for_each(|r| r.join().unwrap());
}
