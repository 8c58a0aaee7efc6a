// SPDX-License-Identifier: GPL-2.0-only
//! claims: T2
//! shows: a reader blocks while main ticks; it wakes up even if main never sleeps
//! expect: run
//! prints: ticks 5
//! prints: read_before_input 0
//! prints: read_while_main_slept 1
//! prints: read_while_main_spun 1
use std::io::{pipe, PipeWriter, Read, Write};
use std::sync::mpsc::{channel, Receiver};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

/// A thread that reads one byte from a pipe, and then sends a message.
fn reader() -> (PipeWriter, Receiver<()>) {
    let (mut from, to) = pipe().unwrap();
    let (done, has_read) = channel();
    thread::spawn(move || {
        from.read_exact(&mut [0]).unwrap();
        done.send(()).unwrap();
    });
    (to, has_read)
}

fn main() {
    let (mut to, has_read) = reader();
    let ticks = (0..5).map(|_| sleep(Duration::from_millis(10))).count();
    println!("ticks {ticks}");
    println!("read_before_input {}", has_read.try_recv().is_ok() as i32);
    to.write_all(b"x").unwrap();
    let woke = has_read.recv_timeout(Duration::from_secs(10));
    println!("read_while_main_slept {}", woke.is_ok() as i32);

    // The reader does not depend on main's sleep: the scheduler runs it.
    let (mut to, has_read) = reader();
    to.write_all(b"x").unwrap();
    let start = Instant::now();
    let mut woke = false;
    while !woke && start.elapsed() < Duration::from_secs(10) {
        woke = has_read.try_recv().is_ok(); // never sleeps
    }
    println!("read_while_main_spun {}", woke as i32);
}
