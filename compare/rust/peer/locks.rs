// SPDX-License-Identifier: GPL-2.0-only
//! The jobs of compare/workloads, over std: the same step, the same data on the same lines, the
//! same check. True if nothing was lost.
use crate::run::{Line, Run, Total, Worker};
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;

const READ_SHARE: u64 = 90;

pub fn mutex_counter(run: &Run) -> (Total, bool) {
    let counter = Line(Mutex::new(Line(0u64)));
    let total = run.execute(|w| w.step(|_| counter.0.lock().unwrap().0 += 1));
    let counted = counter.0.into_inner().unwrap().0;
    let good = counted == total.ops;
    (total, good)
}

/// A worker moves both counters on, or reads both.
pub fn rwlock_mix(run: &Run) -> (Total, bool) {
    let pair = Line(RwLock::new((Line(0u64), Line(0u64))));
    let (writes, torn) = (AtomicU64::new(0), AtomicU64::new(0));
    let total = run.execute(|w| {
        let (mut wrote, mut tore) = (0, 0);
        w.step(|random| {
            if (Worker::random(random) as u64 * 100) >> 32 < READ_SHARE {
                let pair = pair.0.read().unwrap();
                tore += (black_box(pair.0 .0) != black_box(pair.1 .0)) as u64;
            } else {
                let mut pair = pair.0.write().unwrap();
                pair.0 .0 += 1;
                pair.1 .0 += 1;
                wrote += 1;
            }
        });
        writes.fetch_add(wrote, Relaxed);
        torn.fetch_add(tore, Relaxed);
    });
    let pair = pair.0.into_inner().unwrap();
    let writes = writes.into_inner();
    (total, pair.0 .0 == writes && pair.1 .0 == writes && torn.into_inner() == 0)
}

struct Object<'a>(&'a AtomicU64);

impl Drop for Object<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Relaxed);
    }
}

pub fn arc_clone(run: &Run) -> (Total, bool) {
    let released = Line(AtomicU64::new(0));
    let object = Line(Arc::new(Line(Object(&released.0))));
    let total = run.execute(|w| {
        let mine = object.0.clone();
        w.step(|_| drop(black_box(mine.clone())));
    });
    drop(object);
    (total, released.0.into_inner() == 1)
}

pub fn thread_spawn_join(run: &Run) -> (Total, bool) {
    let wrong = AtomicU64::new(0);
    let total = run.execute(|w| {
        w.step(|random| {
            let sent = (Worker::random(random) as u64) << 32;
            let value = thread::spawn(move || black_box(sent) + 1).join().unwrap();
            wrong.fetch_add((value != sent + 1) as u64, Relaxed);
        });
    });
    (total, wrong.into_inner() == 0)
}
