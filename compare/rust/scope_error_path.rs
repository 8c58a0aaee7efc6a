// SPDX-License-Identifier: GPL-2.0-only
//! claims: P1
//! shows: a scope that is left early by an error still joins its threads
//! expect: run
//! prints: error_came_out 1
//! prints: running_at_the_end 0
//! prints: running_after_a_panic 0
//! prints: panic_came_out 1
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

fn job(running: &AtomicU32, text: &str) -> Result<i32, std::num::ParseIntError> {
    thread::scope(|s| {
        for _ in 0..2 {
            running.fetch_add(1, SeqCst);
            s.spawn(|| {
                thread::sleep(Duration::from_millis(50));
                running.fetch_sub(1, SeqCst);
            });
        }
        text.parse::<i32>()?;
        panic!();
    })
}

fn main() {
    let running = AtomicU32::new(0);
    println!("error_came_out {}", job(&running, "seven").is_err() as i32);
    println!("running_at_the_end {}", running.load(SeqCst));

    panic::set_hook(Box::new(|_| ()));
    let panicked = panic::catch_unwind(AssertUnwindSafe(|| job(&running, "7"))).is_err();
    println!("running_after_a_panic {}", running.load(SeqCst));
    println!("panic_came_out {}", panicked as i32);
}
