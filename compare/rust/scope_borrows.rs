// SPDX-License-Identifier: GPL-2.0-only
//! claims: P1
//! shows: the notes' example: 1 is first, 5 is last, all are joined, x is 4; 2 may be after 3/4
//! expect: run
//! prints: first_mark 1
//! prints: last_mark 5
//! prints: x 4
//! prints: running_at_the_end 0
//! prints: two_came_after_three 1
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::mpsc::channel;
use std::thread;

fn main() {
    let a = vec![1, 2, 3];
    let mut x = 0;
    let running = AtomicU32::new(2);
    let (mark, marks) = channel();
    let (signal, wait) = channel();

    mark.send(1).unwrap();
    thread::scope(|s| {
        s.spawn(|| {
            mark.send(3).unwrap();
            signal.send(()).unwrap();
            assert_eq!(a.len(), 3); // both threads borrow a
            running.fetch_sub(1, SeqCst);
        });
        s.spawn(|| {
            mark.send(3).unwrap();
            x += a[0] + a[2]; // only this thread borrows x
            running.fetch_sub(1, SeqCst);
        });
        // Forces the order that the notes do not mention: main continues after a thread has run.
        wait.recv().unwrap();
        mark.send(2).unwrap();
    });
    println!("running_at_the_end {}", running.load(SeqCst));
    mark.send(5).unwrap();

    let order: Vec<i32> = marks.try_iter().collect();
    let place = |m| order.iter().position(|&mark| mark == m);
    println!("first_mark {}", order[0]);
    println!("last_mark {}", order[4]);
    println!("x {x}");
    println!("two_came_after_three {}", (place(2) > place(3)) as i32);
}
