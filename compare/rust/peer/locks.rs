// SPDX-License-Identifier: GPL-2.0-only
//! Mutex, RwLock, Arc and threads of std. As in the C workloads, the lock is on one cache line and
//! its data on others.
use crate::worker::{busy, Line, Worker};
use crate::{Job, Spec};
use std::ffi::c_int;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, RwLock, Weak};
use std::thread;

pub struct MutexCounter(Line<Mutex<Line<u64>>>);

impl Job for MutexCounter {
    fn new(_: &Spec) -> Self {
        MutexCounter(Line(Mutex::new(Line(0))))
    }

    fn work(&self, worker: &mut Worker) -> c_int {
        let (hold, think) = worker.delay();
        worker.step(|_| {
            let mut counter = self.0 .0.lock().unwrap();
            let seen = counter.0;
            busy(hold);
            counter.0 = seen + 1;
            drop(counter);
            busy(think);
            0
        })
    }

    fn wrong(&self, ops: u64) -> u64 {
        self.0 .0.lock().unwrap().0.abs_diff(ops)
    }
}

pub struct RwLockMix {
    pair: Line<RwLock<(Line<u64>, Line<u64>)>>,
    writes: AtomicU64,
    torn: AtomicU64,
    read_share: u64,
}

impl Job for RwLockMix {
    fn new(spec: &Spec) -> Self {
        RwLockMix {
            pair: Line(RwLock::new((Line(0), Line(0)))),
            writes: AtomicU64::new(0),
            torn: AtomicU64::new(0),
            read_share: spec.read_share.into(),
        }
    }

    fn work(&self, worker: &mut Worker) -> c_int {
        let (hold, think) = worker.delay();
        worker.step(|w| {
            if w.chance(self.read_share) {
                let pair = self.pair.0.read().unwrap();
                let left = black_box(pair.0 .0);
                busy(hold);
                w.tally[1] += (left != black_box(pair.1 .0)) as u64;
            } else {
                let mut pair = self.pair.0.write().unwrap();
                pair.0 .0 += 1;
                busy(hold);
                pair.1 .0 += 1;
                w.tally[0] += 1;
            }
            busy(think);
            0
        })
    }

    fn detach(&self, worker: &mut Worker) {
        self.writes.fetch_add(worker.tally[0], Relaxed);
        self.torn.fetch_add(worker.tally[1], Relaxed);
    }

    fn wrong(&self, _ops: u64) -> u64 {
        let pair = self.pair.0.read().unwrap();
        let writes = self.writes.load(Relaxed);
        pair.0 .0.abs_diff(writes) + pair.1 .0.abs_diff(writes) + self.torn.load(Relaxed)
    }
}

/// At the end only this reference is left.
pub struct ArcClone(Arc<Line<u64>>);

impl Job for ArcClone {
    fn new(_: &Spec) -> Self {
        ArcClone(Arc::new(Line(0)))
    }

    fn work(&self, worker: &mut Worker) -> c_int {
        let (hold, think) = worker.delay();
        worker.step(|_| {
            let clone = black_box(self.0.clone());
            busy(hold);
            drop(clone);
            busy(think);
            0
        })
    }

    fn wrong(&self, _ops: u64) -> u64 {
        Arc::strong_count(&self.0) as u64 - 1
    }
}

pub struct ArcUpgrade {
    strong: Arc<Line<u64>>,
    weak: Weak<Line<u64>>,
    failed: AtomicU64,
}

impl Job for ArcUpgrade {
    fn new(_: &Spec) -> Self {
        let strong = Arc::new(Line(0));
        let weak = Arc::downgrade(&strong);
        ArcUpgrade { strong, weak, failed: AtomicU64::new(0) }
    }

    fn work(&self, worker: &mut Worker) -> c_int {
        let (hold, think) = worker.delay();
        worker.step(|w| {
            let strong = black_box(self.weak.upgrade());
            busy(hold);
            w.tally[0] += strong.is_none() as u64;
            drop(strong);
            busy(think);
            0
        })
    }

    fn detach(&self, worker: &mut Worker) {
        self.failed.fetch_add(worker.tally[0], Relaxed);
    }

    fn wrong(&self, _ops: u64) -> u64 {
        self.failed.load(Relaxed) + Arc::strong_count(&self.strong) as u64 - 1
    }
}

pub struct ThreadSpawnJoin(AtomicU64);

impl Job for ThreadSpawnJoin {
    fn new(_: &Spec) -> Self {
        ThreadSpawnJoin(AtomicU64::new(0))
    }

    fn work(&self, worker: &mut Worker) -> c_int {
        let (_, think) = worker.delay();
        worker.step(|w| {
            let sent = (w.random() as u64) << 32;
            let value = thread::spawn(move || black_box(sent) + 1).join().unwrap();
            w.tally[0] += (value != sent + 1) as u64;
            busy(think);
            0
        })
    }

    fn detach(&self, worker: &mut Worker) {
        self.0.fetch_add(worker.tally[0], Relaxed);
    }

    fn wrong(&self, _ops: u64) -> u64 {
        self.0.load(Relaxed)
    }
}
