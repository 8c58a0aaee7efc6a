// SPDX-License-Identifier: GPL-2.0-only
//! claims: A1
//! shows: if the count would overflow, Arc aborts the process instead of freeing too early
//! expect: abort
//! prints: clones_below_the_limit 1
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::Arc;

fn main() {
    let object = Arc::new(0u64);
    // 2^63 clones take too long, so the count is set. It is two words before the value (ArcInner
    // is repr(C): strong, weak, data). This is an internal of std: do not rely on it.
    let strong = unsafe { &*Arc::as_ptr(&object).cast::<AtomicUsize>().sub(2) };
    assert_eq!(strong.load(SeqCst), 1);

    strong.store(isize::MAX as usize, SeqCst);
    std::mem::forget(object.clone());
    println!("clones_below_the_limit 1");
    std::mem::forget(object.clone()); // aborts: it cannot be caught, not even as a panic
    println!("clones_beyond_the_limit 1");
}
