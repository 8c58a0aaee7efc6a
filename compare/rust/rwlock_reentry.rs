// SPDX-License-Identifier: GPL-2.0-only
//! claims: W2
//! shows: a second read of one thread works without a writer, and deadlocks if a writer waits
//! expect: run
//! prints: second_read_no_writer 1
//! prints: second_try_read_writer_queued 0
//! prints: third_read_writer_queued 0
//! prints: third_read_after_release 1
//! prints: second_read_writer_queued 0
use std::process;
use std::sync::mpsc::{channel, Receiver};
use std::sync::RwLock;
use std::thread;
use std::time::{Duration, Instant};

static LOCK: RwLock<()> = RwLock::new(());

/// Prints an event. The caller holds the lock, so the printed order is the real one.
const READER: u32 = 0;
const WRITER: u32 = 1;

fn draw(actor: u32, state: &str, text: &str) {
    println!("@ {actor} {state} {text}");
}

const LONG_ENOUGH_TO_SEE_IT_HANG: Duration = Duration::from_millis(300);

/// Runs `job` in a new thread. The returned receiver gets a message when it has ended.
fn start(job: fn()) -> Receiver<()> {
    let (done, through) = channel();
    thread::spawn(move || {
        job();
        let _ = done.send(());
    });
    through
}

/// A writer that sleeps in the queue. From then on try_read fails, although only readers hold.
fn queue_writer() -> Receiver<()> {
    let writer = start(|| drop(LOCK.write()));
    let start = Instant::now();
    while LOCK.try_read().is_ok() && start.elapsed() < Duration::from_secs(10) {
        thread::yield_now();
    }
    writer
}

fn main() {
    let first = LOCK.read().unwrap();
    println!("second_read_no_writer {}", LOCK.read().is_ok() as i32);

    // The read of another thread waits after the writer. All continue when the first one unlocks.
    let writer = queue_writer();
    println!("second_try_read_writer_queued {}", LOCK.try_read().is_ok() as i32);
    let third = start(|| drop(LOCK.read()));
    let came = third.recv_timeout(LONG_ENOUGH_TO_SEE_IT_HANG);
    println!("third_read_writer_queued {}", came.is_ok() as i32);
    drop(first);
    writer.recv().unwrap();
    let came = third.recv_timeout(Duration::from_secs(10));
    println!("third_read_after_release {}", came.is_ok() as i32);

    // The order of the notes: the thread that waits is the one that must unlock.
    println!("@ - title the reader itself");
    let reader = start(|| {
        let _first = LOCK.read();
        draw(READER, "shares", "reads");
        let _writer = queue_writer();
        draw(WRITER, "waits", "waits for reader");
        let _second = LOCK.read();
    });
    let came = reader.recv_timeout(LONG_ENOUGH_TO_SEE_IT_HANG);
    if came.is_ok() {
        draw(READER, "gone", "reads again, unlocks");
    } else {
        draw(READER, "waits", "waits for writer");
        draw(WRITER, "waits", "waits after 300 ms");
    }
    println!("second_read_writer_queued {}", came.is_ok() as i32);
    process::exit(0); // the two threads wait without end
}
