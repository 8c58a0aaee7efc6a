// SPDX-License-Identifier: GPL-2.0-only
//! claims: R2
//! shows: the notes' second example moves x twice, which is refused even for an Arc
//! expect: error E0382
use std::sync::Arc;

fn main() {
    let x = Arc::new(1);
    std::thread::spawn(move || {
        let z = x.clone();
        drop(z);
    });
    std::thread::spawn(move || { //~ refused: x was moved to the first thread
        let y = x.clone();
        drop(y);
    });
}
