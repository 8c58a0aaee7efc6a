// SPDX-License-Identifier: GPL-2.0-only
//! claims: P3
//! shows: the scope joins all threads, then panics, unless the program joined that thread itself
//! expect: run
//! prints: scope_reports_panic 1
//! prints: other_finished_first 1
//! prints: reported_if_joined 0
//! prints: join_error 1
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

fn main() {
    panic::set_hook(Box::new(|_| ()));
    let finished = AtomicBool::new(false);
    let scope = panic::catch_unwind(AssertUnwindSafe(|| {
        thread::scope(|s| {
            s.spawn(|| panic!());
            s.spawn(|| {
                thread::sleep(Duration::from_millis(50));
                finished.store(true, SeqCst);
            });
        })
    }));
    println!("scope_reports_panic {}", scope.is_err() as i32);
    println!("other_finished_first {}", finished.load(SeqCst) as i32);

    let scope = panic::catch_unwind(|| thread::scope(|s| s.spawn(|| panic!()).join().is_err()));
    println!("reported_if_joined {}", scope.is_err() as i32);
    println!("join_error {}", scope.unwrap_or(false) as i32);
}
