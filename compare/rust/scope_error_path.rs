// SPDX-License-Identifier: GPL-2.0-only
//! claims: P1
//! shows: the scope is left early with an error: its threads are joined all the same
//! expect: run
//! prints: error_came_out 1
//! prints: running_at_the_end 0
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

fn job(running: &AtomicU32) -> Result<i32, std::num::ParseIntError> {
    thread::scope(|s| {
        for _ in 0..2 {
            running.fetch_add(1, SeqCst);
            s.spawn(|| {
                thread::sleep(Duration::from_millis(50));
                running.fetch_sub(1, SeqCst);
            });
        }
        "seven".parse::<i32>()?;
        unreachable!()
    })
}

fn main() {
    let running = AtomicU32::new(0);
    println!("error_came_out {}", job(&running).is_err() as i32);
    println!("running_at_the_end {}", running.load(SeqCst));
}
