// SPDX-License-Identifier: GPL-2.0-only
//! claims: H1, H1b
//! shows: the notes' example does not move its receiver; borrowing it is refused
//! expect: error E0277
use std::sync::mpsc;

fn main() {
    let (_sender, receiver) = mpsc::channel::<String>();
    let receive = || receiver.recv().unwrap();
    std::thread::spawn(receive); //~ refused: &Receiver in another thread; it needs move
}
