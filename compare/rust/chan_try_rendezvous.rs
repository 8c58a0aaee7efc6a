// SPDX-License-Identifier: GPL-2.0-only
//! claims: H5
//! shows: with capacity 0, try_send succeeds only if a receiver waits
//! expect: run
//! prints: try_send_no_receiver_waiting 0
//! prints: try_send_receiver_waiting 1
//! prints: received 2
//! prints: try_recv_no_sender_waiting 0
//! prints: try_recv_sender_waiting 1
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let (sender, receiver) = sync_channel(0);
    println!("try_send_no_receiver_waiting {}", sender.try_send(1).is_ok() as i32);

    let consumer = thread::spawn(move || {
        let first = receiver.recv().unwrap();
        println!("received {first}");
        println!("try_recv_no_sender_waiting {}", receiver.try_recv().is_ok() as i32);
    });
    // try_send succeeds as soon as the receiver sleeps in recv.
    let start = Instant::now();
    let mut sent = false;
    while !sent && start.elapsed() < Duration::from_secs(10) {
        sent = sender.try_send(2).is_ok();
    }
    consumer.join().unwrap();
    println!("try_send_receiver_waiting {}", sent as i32);

    let (sender, receiver) = sync_channel(0);
    let producer = thread::spawn(move || sender.send(3));
    let start = Instant::now();
    let mut got = false;
    while !got && start.elapsed() < Duration::from_secs(10) {
        got = receiver.try_recv().is_ok();
    }
    drop(receiver); // ends a send that still waits
    got &= producer.join().unwrap().is_ok();
    println!("try_recv_sender_waiting {}", got as i32);
}
