// SPDX-License-Identifier: GPL-2.0-only
//! claims: M3
//! shows: a reference to the data cannot be kept longer than the guard
//! expect: error E0597
use std::sync::Mutex;

fn main() {
    let m = Mutex::new(1);
    let kept;
    {
        let guard = m.lock().unwrap();
        kept = &*guard; //~ refused: the guard does not live that long
    }
    println!("{kept}");
}
