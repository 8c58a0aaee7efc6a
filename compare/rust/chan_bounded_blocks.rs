// SPDX-License-Identifier: GPL-2.0-only
//! claims: H4
//! shows: a send to a full channel waits until the first recv, not until the channel is empty
//! expect: run
//! prints: capacity 4
//! prints: sent_before_it_blocked 4
//! prints: try_send_when_full 0
//! prints: sent_after_one_recv 5
//! prints: left_in_the_queue 4
//! prints: send_waits_when_full 1
//! prints: most_queued 4
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::{Duration, Instant};

static SENT: AtomicU32 = AtomicU32::new(0);

/// Waits until that many were sent, and a short time longer for one more.
fn sent(wanted: u32) -> u32 {
    let start = Instant::now();
    while SENT.load(SeqCst) < wanted && start.elapsed() < Duration::from_secs(10) {
        thread::yield_now();
    }
    thread::sleep(Duration::from_millis(100));
    SENT.load(SeqCst)
}

fn main() {
    let (sender, receiver) = sync_channel(4);
    let second = sender.clone();
    thread::spawn(move || {
        for n in 0..6 {
            if sender.send(n).is_err() {
                break;
            }
            SENT.fetch_add(1, SeqCst);
        }
    });
    println!("capacity 4");
    let before = sent(4);
    println!("sent_before_it_blocked {before}");
    println!("send_waits_when_full {}", (before < 6) as i32);
    println!("try_send_when_full {}", second.try_send(9).is_ok() as i32);
    receiver.recv().unwrap();
    let after = sent(5);
    println!("sent_after_one_recv {after}");
    println!("left_in_the_queue {}", after - 1); // one was received, all others are queued
    println!("most_queued {}", before.max(after - 1));
}
