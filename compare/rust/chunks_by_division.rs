// SPDX-License-Identifier: GPL-2.0-only
//! claims: P2
//! shows: chunks(len / c) may be more than c: 20 / 6 makes 7. With len < c it panics
//! expect: run
//! prints: chunks_of_20_by_6 7
//! prints: lines_in_chunks 20
//! prints: even_parts_of_20_by_6 6
//! prints: lines_in_even_parts 20
//! prints: refuses_5_by_6 1
//! prints: even_parts_of_5_by_6 6
use std::panic;

fn as_written(items: &[i32], c: usize) -> usize {
    items.chunks(items.len() / c).count()
}

/// Part i ends at item len * (i + 1) / c: always c parts, whose sizes differ by at most one.
fn even(items: &[i32], c: usize) -> Vec<&[i32]> {
    let n = items.len();
    (0..c).map(|i| &items[n * i / c..n * (i + 1) / c]).collect()
}

fn main() {
    let items: Vec<i32> = (0..20).collect();
    println!("chunks_of_20_by_6 {}", as_written(&items, 6));
    println!("lines_in_chunks {}", items.chunks(items.len() / 6).map(<[i32]>::len).sum::<usize>());
    println!("even_parts_of_20_by_6 {}", even(&items, 6).len());
    println!("lines_in_even_parts {}", even(&items, 6).iter().map(|part| part.len()).sum::<usize>());

    panic::set_hook(Box::new(|_| ()));
    let few = panic::catch_unwind(|| as_written(&items[..5], 6)); // 5 / 6 is 0: it panics
    println!("refuses_5_by_6 {}", few.is_err() as i32);
    println!("even_parts_of_5_by_6 {}", even(&items[..5], 6).len());
}
