// SPDX-License-Identifier: GPL-2.0-only
//! claims: T1b
//! shows: join of a panicked thread returns an error with the panic value; other threads continue
//! expect: run
//! prints: join_error 1
//! prints: code 7
//! prints: cleanup_ran 1
//! prints: went_on_after_panic 0
//! prints: others_go_on 1
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

static CLEANED_UP: AtomicBool = AtomicBool::new(false);
static WENT_ON: AtomicBool = AtomicBool::new(false);

struct Cleanup;

impl Drop for Cleanup {
    fn drop(&mut self) {
        CLEANED_UP.store(true, SeqCst);
    }
}

fn fail() {
    panic::panic_any(7);
}

fn main() {
    panic::set_hook(Box::new(|_| ())); // no message on stderr
    let thread = thread::spawn(|| {
        let _cleanup = Cleanup;
        fail();
        WENT_ON.store(true, SeqCst);
    });
    let died = thread.join();
    println!("join_error {}", died.is_err() as i32);

    // The value is a Box<dyn Any>: a panic can have a value of any type.
    let code = died.unwrap_err().downcast_ref::<i32>().copied();
    println!("code {}", code.unwrap_or(-1));
    println!("cleanup_ran {}", CLEANED_UP.load(SeqCst) as i32);
    println!("went_on_after_panic {}", WENT_ON.load(SeqCst) as i32);
    println!("others_go_on {}", thread::spawn(|| true).join().unwrap() as i32);
}
