// SPDX-License-Identifier: GPL-2.0-only
//! A run and its workers, as compare/run.c and compare/player.c have them: all pass a gate, then
//! step in bursts of about a millisecond until the time is over.
use std::arch::asm;
use std::sync::atomic::{fence, AtomicBool, AtomicU64, Ordering::Relaxed, Ordering::SeqCst};
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

const BURST: Duration = Duration::from_millis(1);
const BURST_MAX: u64 = 1 << 24;

/// Alone on its cache line, as px_own_line.
#[repr(align(64))]
pub struct Line<T>(pub T);

pub struct Run {
    pub threads: usize,
    pub duration: Duration,
    pub seed: u64,
    gate: Barrier,
    stopped: AtomicBool,
    limits: Vec<Line<AtomicU64>>,
}

pub struct Worker<'run> {
    run: &'run Run,
    pub number: usize,
    pub random: u64,
    pub ops: u64,
    pub nanoseconds: u64,
}

/// What all workers did together.
pub struct Total {
    pub ops: u64,
    pub nanoseconds: u64,
}

impl Run {
    pub fn new(threads: usize, duration: Duration, seed: u64) -> Run {
        Run {
            threads,
            duration,
            seed,
            gate: Barrier::new(threads + 1),
            stopped: AtomicBool::new(false),
            limits: (0..threads).map(|_| Line(AtomicU64::new(0))).collect(),
        }
    }

    /// Lives so many lives, of which each calls one of Worker's loops.
    pub fn execute(&self, life: impl Fn(&mut Worker) + Sync) -> Total {
        let live = |number| {
            let mut worker = Worker::new(self, number);
            life(&mut worker);
            (worker.ops, worker.nanoseconds)
        };
        thread::scope(|s| {
            let workers: Vec<_> = (0..self.threads).map(|n| s.spawn(move || live(n))).collect();
            self.gate.wait();
            thread::sleep(self.duration);
            self.stopped.store(true, SeqCst);
            fence(SeqCst);
            self.limits.iter().for_each(|limit| limit.0.store(0, Relaxed));
            let done = workers.into_iter().map(|w| w.join().unwrap());
            done.fold(Total { ops: 0, nanoseconds: 0 }, |t, (ops, nanoseconds)| Total {
                ops: t.ops + ops,
                nanoseconds: t.nanoseconds + nanoseconds,
            })
        })
    }
}

/// What the compiler cannot see through: it keeps it from making one step of several.
#[inline(always)]
fn barrier() {
    unsafe { asm!("", options(nostack, preserves_flags)) }
}

impl<'run> Worker<'run> {
    fn new(run: &'run Run, number: usize) -> Worker<'run> {
        let mut z = run.seed.wrapping_add((number as u64 + 1).wrapping_mul(0x9e3779b97f4a7c15));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d049bb133111eb);
        Worker { run, number, random: (z ^ (z >> 31)) | 1, ops: 0, nanoseconds: 0 }
    }

    /// The next random number: xorshift64*, upper half.
    #[inline(always)]
    pub fn random(random: &mut u64) -> u32 {
        *random ^= *random >> 12;
        *random ^= *random << 25;
        *random ^= *random >> 27;
        (random.wrapping_mul(0x2545f4914f6cdd1d) >> 32) as u32
    }

    fn timed(&mut self, steps: impl FnOnce(&mut Self)) {
        self.run.gate.wait();
        let start = Instant::now();
        steps(self);
        self.nanoseconds = start.elapsed().as_nanos() as u64;
    }

    /// Steps until the time is over.
    #[inline(always)]
    pub fn step(&mut self, mut step: impl FnMut(&mut u64)) {
        self.timed(|w| {
            let limit = &w.run.limits[w.number].0;
            let start = Instant::now();
            let (mut before, mut burst, mut ops, mut random) = (start, 1, 0, w.random);
            loop {
                // Either this worker sees the stop, or its limit is zeroed after it was set.
                limit.store(ops + burst, Relaxed);
                fence(SeqCst);
                if w.run.stopped.load(Relaxed) {
                    break;
                }
                while ops < limit.load(Relaxed) {
                    step(&mut random);
                    barrier();
                    ops += 1;
                }
                let now = Instant::now();
                if now - start >= w.run.duration {
                    break;
                }
                burst = next_burst(burst, now - before);
                before = now;
            }
            (w.ops, w.random) = (ops, random);
        });
    }

    /// Steps until a step says that there is nothing left to do.
    #[inline(always)]
    pub fn step_until(&mut self, mut step: impl FnMut() -> bool) {
        self.timed(|w| {
            let mut ops = 0;
            while step() {
                barrier();
                ops += 1;
            }
            w.ops = ops;
        });
    }
}

fn next_burst(burst: u64, took: Duration) -> u64 {
    if took < BURST / 2 && burst < BURST_MAX {
        burst * 2
    } else if took > BURST * 2 && burst > 1 {
        burst / 2
    } else {
        burst
    }
}
