// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. Two threads take two locks in opposite orders.
use std::{sync::Mutex, thread};

static A: Mutex<u64> = Mutex::new(0);
static B: Mutex<u64> = Mutex::new(0);

fn add(first: &Mutex<u64>, second: &Mutex<u64>) {
    let mut first = first.lock().unwrap();
    let mut second = second.lock().unwrap();

    *first += 1;
    *second += 1;
}

fn main() {
    thread::spawn(|| add(&A, &B)).join().unwrap();
    thread::spawn(|| add(&B, &A)).join().unwrap();
    println!("not caught: neither thread waited in this run");
}
