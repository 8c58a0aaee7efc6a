// SPDX-License-Identifier: GPL-2.0-only
//! claims: H3
//! shows: nothing limits a fast sender: the memory grows, in linked blocks
//! expect: run
//! prints: queued_after_a_quarter 2250
//! prints: queued_after_a_half 4500
//! prints: queued_in_the_end 9000
//! prints: sent_without_waiting 10000
//! prints: grew_by_the_messages 1
//! prints: one_piece_holds_them_all 0
//! prints: given_back_when_received 1
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::channel;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static LARGEST: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator. It counts the bytes in use and the largest block.
struct Counted;

unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size(), SeqCst);
        LARGEST.fetch_max(layout.size(), SeqCst);
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, p: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), SeqCst);
        System.dealloc(p, layout)
    }
}

#[global_allocator]
static COUNTED: Counted = Counted;

fn main() {
    const BOUND: usize = 10_000;
    let before = LIVE.load(SeqCst);
    let (sender, receiver) = channel();
    let (mut sent, mut received) = (0, 0);
    for n in 0..BOUND as u64 {
        sent += sender.send(n).is_ok() as usize; // there is one thread: a wait would never end
        if n % 10 == 9 {
            received += receiver.try_recv().is_ok() as usize;
        }
        match sent {
            2500 => println!("queued_after_a_quarter {}", sent - received),
            5000 => println!("queued_after_a_half {}", sent - received),
            _ => {}
        }
    }
    println!("sent_without_waiting {sent}");
    let bytes = (sent - received) * size_of::<u64>();
    println!("grew_by_the_messages {}", (LIVE.load(SeqCst) - before >= bytes) as i32);
    println!("one_piece_holds_them_all {}", (LARGEST.load(SeqCst) >= bytes) as i32);
    println!("queued_in_the_end {}", receiver.try_iter().count());
    let left = LIVE.load(SeqCst) - before;
    println!("given_back_when_received {}", (left < bytes / 10) as i32);
}
