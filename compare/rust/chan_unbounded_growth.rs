// SPDX-License-Identifier: GPL-2.0-only
//! claims: H3
//! shows: nothing stops a fast sender: the memory grows, in linked blocks and not one VecDeque
//! expect: run
//! prints: sent_without_a_receive 100000
//! prints: grew_by_the_messages 1
//! prints: one_piece_holds_them_all 0
//! prints: given_back_when_received 1
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::channel;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static LARGEST: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, with a count of the bytes in use and of the largest piece.
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
    const MESSAGES: usize = 100_000;
    let bytes = MESSAGES * size_of::<u64>();
    let before = LIVE.load(SeqCst);
    let (sender, receiver) = channel();
    let sent = (0..MESSAGES as u64).filter(|&n| sender.send(n).is_ok()).count();
    println!("sent_without_a_receive {sent}");
    println!("grew_by_the_messages {}", (LIVE.load(SeqCst) - before >= bytes) as i32);
    println!("one_piece_holds_them_all {}", (LARGEST.load(SeqCst) >= bytes) as i32);
    assert_eq!(receiver.try_iter().count(), MESSAGES);
    let left = LIVE.load(SeqCst) - before;
    println!("given_back_when_received {}", (left < bytes / 100) as i32);
}
