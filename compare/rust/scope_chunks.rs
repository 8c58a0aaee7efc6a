// SPDX-License-Identifier: GPL-2.0-only
//! claims: P2
//! shows: the notes' job in chunks(len / c) and in even parts: the sum is the same
//! expect: run
//! prints: sum_one_thread 20625
//! prints: sum_as_written 20625
//! prints: sum_even 20625
use std::thread;

type Line = (u64, &'static [u64]);

const LINES: [Line; 8] = [
    (29, &[2, 3, 9]),        // not reachable: 2 || 3 = 23, 2 * 3 = 6 …
    (45, &[2, 3, 9]),        // (2 + 3) * 9
    (239, &[2, 3, 9]),       // 2 || 3 || 9
    (7, &[7]),               // no operator
    (8, &[7]),               // not reachable
    (20000, &[20, 0, 1000]), // (20 + 0) * 1000
    (334, &[11, 3, 4]),      // (11 * 3) || 4
    (1000, &[9, 9, 9]),      // not reachable
];

/// Can +, * and || make the target from `so_far` and the numbers, from left to right?
fn reachable(target: u64, so_far: u64, rest: &[u64]) -> bool {
    let Some((&next, rest)) = rest.split_first() else {
        return so_far == target;
    };
    let digits = next.checked_ilog10().unwrap_or(0) + 1;
    let joined = so_far * 10u64.pow(digits) + next;
    [so_far + next, so_far * next, joined].iter().any(|&n| reachable(target, n, rest))
}

fn sum(lines: &[Line]) -> u64 {
    let within = lines.iter().filter(|(target, n)| reachable(*target, n[0], &n[1..]));
    within.map(|(target, _)| target).sum()
}

fn sum_by_threads(chunks: Vec<&[Line]>) -> u64 {
    thread::scope(|s| {
        let threads: Vec<_> = chunks.into_iter().map(|c| s.spawn(move || sum(c))).collect();
        threads.into_iter().map(|t| t.join().unwrap()).sum()
    })
}

fn main() {
    let (n, c) = (LINES.len(), 3);
    println!("sum_one_thread {}", sum(&LINES));
    println!("sum_as_written {}", sum_by_threads(LINES.chunks(n / c).collect()));
    let even = (0..c).map(|i| &LINES[n * i / c..n * (i + 1) / c]).collect();
    println!("sum_even {}", sum_by_threads(even));
}
