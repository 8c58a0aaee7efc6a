// SPDX-License-Identifier: GPL-2.0-only
//! What a step sees of its worker, and the loop around it: compare/harness/workload.h, in Rust.
use std::arch::asm;
use std::ffi::c_int;
use std::ptr::read_volatile;

/// The head of struct px_worker; peer.c asserts that it is.
#[repr(C)]
pub struct Worker {
    limit: u64,
    pub ops: u64,
    random: u64,
    pub tally: [u64; 2],
    hold: u32,
    think: u32,
    patience: c_int,
    pub number: u32,
}

/// Alone on its cache line, as px_cacheline_aligned.
#[repr(align(64))]
pub struct Line<T>(pub T);

/// What the compiler cannot see through: it makes one step of several otherwise.
#[inline(always)]
fn barrier() {
    unsafe { asm!("", options(nostack, preserves_flags)) }
}

/// What a job ends with that has nothing left to do: PX_DONE.
pub const DONE: c_int = 1;

/// Busy for so many turns, as px_busy().
#[inline(always)]
pub fn busy(turns: u32) {
    (0..turns).for_each(|_| barrier());
}

impl Worker {
    /// How long to be busy inside a critical section, and between two steps; for a whole burst.
    pub fn pace(&self) -> (u32, u32) {
        (self.hold, self.think)
    }

    /// Steps until the limit, which another thread may zero, or until a step says otherwise.
    #[inline(always)]
    pub fn step(&mut self, mut step: impl FnMut(&mut Worker) -> c_int) -> c_int {
        let mut ops = self.ops;
        let mut error = 0;
        while error == 0 && ops < unsafe { read_volatile(&self.limit) } {
            error = step(self);
            barrier();
            ops += (error == 0) as u64;
        }
        self.ops = ops;
        error
    }

    /// The next random number: xorshift64*, upper half.
    #[inline(always)]
    pub fn random(&mut self) -> u32 {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        (self.random.wrapping_mul(0x2545f4914f6cdd1d) >> 32) as u32
    }

    /// True in percent of a hundred calls, on average.
    #[inline(always)]
    pub fn chance(&mut self, percent: u64) -> bool {
        ((self.random() as u64 * 100) >> 32) < percent
    }
}
