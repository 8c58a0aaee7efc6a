// SPDX-License-Identifier: GPL-2.0-only
//! claims: M3
//! shows: the data is in the mutex and is accessible through the guard
//! expect: pass
use std::sync::Mutex;

struct Account {
    balance: i64,
}

fn main() {
    let account = Mutex::new(Account { balance: 0 });
    account.lock().unwrap().balance += 1;
}
