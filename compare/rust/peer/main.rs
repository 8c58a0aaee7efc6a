// SPDX-License-Identifier: GPL-2.0-only
//! peer IMPLEMENTATION JOB THREADS MILLISECONDS SEED
//!
//! One run of one of the jobs that compare/workloads has for C, over Rust's std or crossbeam's
//! channels. Prints the operations of all workers, their nanoseconds, and ok if the job's check
//! holds. scripts/peer runs it, in turns with the program parallax.
mod channels;
mod locks;
mod run;

use run::{Run, Total};
use std::env;
use std::process::exit;
use std::time::Duration;

type Job = fn(&Run) -> (Total, bool);

const JOBS: &[(&str, &str, Job)] = &[
    ("std", "mutex_counter", locks::mutex_counter),
    ("std", "rwlock_mix", locks::rwlock_mix),
    ("std", "arc_clone", locks::arc_clone),
    ("std", "thread_spawn_join", locks::thread_spawn_join),
];

fn usage() -> ! {
    eprintln!("usage: peer IMPLEMENTATION JOB THREADS MILLISECONDS SEED, where there are:");
    JOBS.iter().for_each(|(by, name, _)| eprintln!("  {by} {name}"));
    exit(2)
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [by, name, numbers @ ..] = &arguments[..] else { usage() };
    let numbers: Vec<u64> = numbers.iter().map_while(|n| n.parse().ok()).collect();
    let &[threads, milliseconds, seed] = &numbers[..] else { usage() };
    let job = JOBS.iter().chain(channels::JOBS).find(|job| job.0 == by && job.1 == name);
    let Some((_, _, job)) = job else { usage() };

    let run = Run::new(threads as usize, Duration::from_millis(milliseconds), seed);
    let (total, good) = job(&run);
    println!("{} {} {}", total.ops, total.nanoseconds, if good { "ok" } else { "failed" });
}
