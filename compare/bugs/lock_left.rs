// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. The guard unlocks on every return path.
use std::sync::Mutex;

fn withdraw(balance: &Mutex<u64>, amount: u64) -> bool {
    let mut balance = balance.lock().unwrap();

    if *balance < amount {
        return false;
    }
    *balance -= amount;
    true
}

fn main() {
    let balance = Mutex::new(0);

    withdraw(&balance, 7);
    println!("{}", if balance.try_lock().is_ok() { "harmless: the guard unlocked" } else { "not caught" });
}
