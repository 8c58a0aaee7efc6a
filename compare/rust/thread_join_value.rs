// SPDX-License-Identifier: GPL-2.0-only
//! claims: T1
//! shows: spawn returns a handle; join waits and returns the value of the thread
//! expect: run
//! prints: value 42
//! prints: join_waits 1
//! prints: ended_before_join_returned 1
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

static ENDED: AtomicBool = AtomicBool::new(false);

fn main() {
    let given = 20;
    let (leave, gate) = mpsc::channel();
    let first = thread::spawn(move || {
        gate.recv().unwrap();
        ENDED.store(true, SeqCst);
        given + 22
    });
    // A second thread joins the first one, so that this thread can observe that it waits.
    let (tell, joined) = mpsc::channel();
    let second = thread::spawn(move || tell.send(first.join().unwrap()));
    let early = joined.recv_timeout(Duration::from_millis(100));
    leave.send(()).unwrap();
    let value = joined.recv().unwrap();
    println!("value {value}");
    println!("join_waits {}", early.is_err() as i32);
    println!("ended_before_join_returned {}", ENDED.load(SeqCst) as i32);
    second.join().unwrap().unwrap();
}
