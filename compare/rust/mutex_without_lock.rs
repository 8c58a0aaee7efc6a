// SPDX-License-Identifier: GPL-2.0-only
//! claims: M3
//! shows: without lock() the data is not accessible
//! expect: error E0609
use std::sync::Mutex;

struct Account {
    balance: i64,
}

fn main() {
    let account = Mutex::new(Account { balance: 0 });
    account.balance += 1; //~ refused: the mutex has no such field
}
