// SPDX-License-Identifier: GPL-2.0-only
//! claims: H5
//! shows: with capacity 0, send returns only after a recv has its message, and the reverse
//! expect: run
//! prints: send_returned_before_recv 0
//! prints: received 7
//! prints: send_returned_after_recv 1
//! prints: recv_returned_before_send 0
//! prints: recv_returned_after_send 1
use std::sync::mpsc::{channel, sync_channel};
use std::thread;
use std::time::Duration;

fn main() {
    let (sender, receiver) = sync_channel(0);
    let (done, returned) = channel();
    thread::spawn(move || {
        sender.send(7).unwrap();
        done.send(()).unwrap();
    });
    let early = returned.recv_timeout(Duration::from_millis(200));
    println!("send_returned_before_recv {}", early.is_ok() as i32);
    println!("received {}", receiver.recv().unwrap());
    let late = returned.recv_timeout(Duration::from_secs(10));
    println!("send_returned_after_recv {}", late.is_ok() as i32);

    let (sender, receiver) = sync_channel(0);
    let (done, returned) = channel();
    thread::spawn(move || done.send(receiver.recv().unwrap()).unwrap());
    let early = returned.recv_timeout(Duration::from_millis(200));
    println!("recv_returned_before_send {}", early.is_ok() as i32);
    sender.send(8).unwrap();
    let late = returned.recv_timeout(Duration::from_secs(10));
    println!("recv_returned_after_send {}", late.is_ok() as i32);
}
