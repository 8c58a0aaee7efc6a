// SPDX-License-Identifier: GPL-2.0-only
//! claims: H1
//! shows: the notes' example moves its one sender into two closures, which is refused
//! expect: error E0382
use std::sync::mpsc;

fn main() {
    let (sender, _receiver) = mpsc::channel::<String>();
    std::thread::spawn(move || {
        sender.clone().send(String::from("hellow"))
    });
    std::thread::spawn(move || { //~ refused: the sender was moved to the first thread
        sender.clone().send(String::from("hello2w"))
    });
}
