// SPDX-License-Identifier: GPL-2.0-only
//! BROKEN ON PURPOSE. There is one worker more than elements.
fn count(done: &mut [u64], workers: usize) {
    for i in 0..workers {
        done[i] += 1;
    }
}

fn main() {
    let mut done = [0u64; 8];

    count(&mut done, 9);
    println!("{}", done[0]);
}
