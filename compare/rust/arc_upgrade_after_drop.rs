// SPDX-License-Identifier: GPL-2.0-only
//! claims: A2
//! shows: a Weak can be upgraded while somebody holds an Arc, and never after the last drop
//! expect: run
//! prints: upgrade_before_last_drop 1
//! prints: count_with_upgrade 2
//! prints: upgrade_after_last_drop 0
//! prints: count_after_last_drop 0
use std::sync::Arc;

fn main() {
    let object = Arc::new(1);
    let weak = Arc::downgrade(&object);
    let upgraded = weak.upgrade();
    println!("upgrade_before_last_drop {}", upgraded.is_some() as i32);
    println!("count_with_upgrade {}", weak.strong_count());
    drop((object, upgraded));
    println!("upgrade_after_last_drop {}", weak.upgrade().is_some() as i32);
    println!("count_after_last_drop {}", weak.strong_count());
}
