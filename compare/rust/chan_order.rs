// SPDX-License-Identifier: GPL-2.0-only
//! claims: H1
//! shows: many senders, one receiver: every message arrives once, each sender's in order
//! expect: run
//! prints: received 3000
//! prints: out_of_order 0
//! prints: sum_wrong 0
//! prints: recv_without_message_waited 1
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

fn main() {
    let (sender, receiver) = channel();
    for producer in 0..3 {
        let sender = sender.clone();
        thread::spawn(move || (0..1000u64).for_each(|n| sender.send((producer, n)).unwrap()));
    }
    drop(sender);

    let (mut next, mut received, mut out_of_order, mut sum) = ([0; 3], 0, 0, 0);
    for (producer, n) in receiver {
        let producer: usize = producer;
        out_of_order += (next[producer] != n) as i32;
        next[producer] = n + 1;
        received += 1;
        sum += n;
    }
    println!("received {received}");
    println!("out_of_order {out_of_order}");
    println!("sum_wrong {}", (sum != 3 * 999 * 1000 / 2) as i32);

    let (sender, receiver) = channel();
    let consumer = thread::spawn(move || receiver.recv().unwrap());
    thread::sleep(Duration::from_millis(50));
    let waited = !consumer.is_finished();
    sender.send(()).unwrap();
    consumer.join().unwrap();
    println!("recv_without_message_waited {}", waited as i32);
}
