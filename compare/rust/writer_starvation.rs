// SPDX-License-Identifier: GPL-2.0-only
//! claims: W3
//! shows: readers that overlap do not starve a writer: later readers wait in the queue
//! expect: run
//! prints: reads_before_writer 0
//! prints: writer_got_in_at_last 1
use std::sync::mpsc::{channel, Receiver, Sender};
use std::sync::RwLock;
use std::thread;
use std::time::{Duration, Instant};

static LOCK: RwLock<()> = RwLock::new(());

const FLOOD: u32 = 20;
const LONG_ENOUGH_TO_SEE_IT_WAIT: Duration = Duration::from_millis(300);
const SOON: Duration = Duration::from_secs(10);

/// Locks, sends a message when it holds the lock, and unlocks after a message.
struct Reader {
    inside: Receiver<()>,
    go: Sender<()>,
}

fn reader() -> Reader {
    let (signal, inside) = channel();
    let (go, may_go) = channel::<()>();
    thread::spawn(move || {
        let _shared = LOCK.read();
        let _ = signal.send(());
        let _ = may_go.recv();
    });
    Reader { inside, go }
}

fn main() {
    let mut now = reader();
    now.inside.recv().unwrap();
    let (done, written) = channel();
    thread::spawn(move || {
        drop(LOCK.write());
        done.send(()).unwrap();
    });
    let start = Instant::now();
    while LOCK.try_read().is_ok() && start.elapsed() < SOON {
        thread::yield_now(); // until the writer is in the queue
    }

    // Each reader holds the lock until the next one holds it too.
    let mut reads = 0;
    while reads < FLOOD {
        let next = reader();
        if next.inside.recv_timeout(LONG_ENOUGH_TO_SEE_IT_WAIT).is_err() {
            drop(next);
            break;
        }
        reads += 1;
        drop(now.go);
        now = next;
    }
    drop(now.go);
    println!("reads_before_writer {reads}");
    println!("writer_got_in_at_last {}", written.recv_timeout(SOON).is_ok() as i32);
}
