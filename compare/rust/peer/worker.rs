// SPDX-License-Identifier: GPL-2.0-only
//! A worker and its loop of steps: compare/harness/workload.h in Rust.
use std::arch::asm;
use std::ffi::c_int;
use std::ptr::read_volatile;

/// The first fields of struct px_worker; peer.c asserts the layout.
#[repr(C)]
pub struct Worker {
    limit: u64,
    pub ops: u64,
    random: u64,
    pub tally: [u64; 2],
    hold: u32,
    think: u32,
    wait_mode: c_int,
    pub number: u32,
}

/// A value on its own cache line, as px_cacheline_aligned.
#[repr(align(64))]
pub struct Line<T>(pub T);

/// Stops the compiler from merging several steps into one.
#[inline(always)]
fn barrier() {
    unsafe { asm!("", options(nostack, preserves_flags)) }
}

/// The result of a step with nothing left to do: PX_DONE.
pub const DONE: c_int = 1;

/// A loop of so many iterations, as px_busy().
#[inline(always)]
pub fn busy(iterations: u32) {
    (0..iterations).for_each(|_| barrier());
}

impl Worker {
    /// The hold time and the think time, in iterations of busy().
    pub fn delay(&self) -> (u32, u32) {
        (self.hold, self.think)
    }

    /// Executes steps until the limit, which another thread may set to 0, or until an error.
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

    /// True with this probability in percent.
    #[inline(always)]
    pub fn chance(&mut self, percent: u64) -> bool {
        ((self.random() as u64 * 100) >> 32) < percent
    }
}
