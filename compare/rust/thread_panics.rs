// SPDX-License-Identifier: GPL-2.0-only
//! claims: T1b
//! shows: join of a thread that panicked is an error that carries what it said; the others go on
//! expect: run
//! prints: join_error 1
//! prints: code 7
//! prints: others_go_on 1
use std::panic;
use std::thread;

fn main() {
    panic::set_hook(Box::new(|_| ())); // no message on stderr
    let died = thread::spawn(|| panic::panic_any(7)).join();
    println!("join_error {}", died.is_err() as i32);

    // The value comes as a Box<dyn Any>: the panic may say anything at all.
    let code = died.unwrap_err().downcast_ref::<i32>().copied();
    println!("code {}", code.unwrap_or(-1));
    println!("others_go_on {}", thread::spawn(|| true).join().unwrap() as i32);
}
