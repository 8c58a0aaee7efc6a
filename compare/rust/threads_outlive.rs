// SPDX-License-Identifier: GPL-2.0-only
//! claims: T3
//! shows: a thread does not outlive main: when main returns, the process and its threads end
//! expect: run
//! prints: began 1
//! prints: finished 0
//! prints: process_ended_well 1
use std::env;
use std::io::{stdout, Write};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn say(what: &str) {
    stdout().write_all(what.as_bytes()).unwrap();
    stdout().flush().unwrap();
}

/// The observed process: its main returns long before its thread ends.
fn child() {
    let (began, wait) = mpsc::channel();
    thread::spawn(move || {
        say("began ");
        began.send(()).unwrap();
        thread::sleep(Duration::from_secs(2));
        say("finished ");
    });
    wait.recv().unwrap();
}

fn main() {
    if env::args().nth(1).is_some() {
        return child();
    }
    let this = env::current_exe().unwrap();
    // Waits until no process can write to the child's stdout any more.
    let out = Command::new(this).arg("child").output().unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    println!("began {}", said.contains("began") as i32);
    println!("finished {}", said.contains("finished") as i32);
    println!("process_ended_well {}", out.status.success() as i32);
}
