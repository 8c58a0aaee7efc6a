// SPDX-License-Identifier: GPL-2.0-only
//! The jobs of compare/workloads, over Rust's std and crossbeam's channels. A library for the
//! program's own harness: peer.c makes a side of each, so that C and Rust are gated, timed and
//! checked by the same code, and only the steps differ.
mod channels;
mod locks;
mod worker;

use channels::Channel;
use std::ffi::{c_int, c_void};
use worker::Worker;

/// What a job needs of struct px_run_spec.
#[repr(C)]
pub struct Spec {
    pub threads: u32,
    pub read_share: u32,
    pub payload: u32,
    pub capacity: u32,
}

/// What a workload is (compare/harness/workload.h): a state that the workers share, and their lives.
trait Job: Sync + Sized {
    fn new(spec: &Spec) -> Self;

    fn enter(&self, _worker: &mut Worker) {}

    /// Steps until the worker's limit: 0, or the negative errno that ends its work.
    fn work(&self, worker: &mut Worker) -> c_int;

    fn leave(&self, _worker: &mut Worker) {}

    /// How much is lost or wrong after so many operations.
    fn wrong(&self, ops: u64) -> u64;
}

// The state that the harness keeps for a job is a pointer to it.

unsafe fn new<J: Job>(state: *mut c_void, spec: &Spec) -> c_int {
    *state.cast() = Box::into_raw(Box::new(J::new(spec)));
    0
}

unsafe fn job<'a, J: Job>(state: *const c_void) -> &'a J {
    &**state.cast::<*const J>()
}

unsafe fn free<J: Job>(state: *mut c_void) {
    drop(Box::from_raw(*state.cast::<*mut J>()));
}

/// The C functions of a job: peer_BY_NAME_setup and so on.
macro_rules! export {
    ($($by:literal $name:literal $job:ty;)*) => { $( const _: () = {
        #[export_name = concat!("peer_", $by, "_", $name, "_setup")]
        unsafe extern "C" fn setup(state: *mut c_void, spec: &Spec) -> c_int {
            new::<$job>(state, spec)
        }
        #[export_name = concat!("peer_", $by, "_", $name, "_enter")]
        unsafe extern "C" fn enter(state: *mut c_void, worker: &mut Worker) -> c_int {
            job::<$job>(state).enter(worker);
            0
        }
        #[export_name = concat!("peer_", $by, "_", $name, "_loop")]
        unsafe extern "C" fn work(state: *mut c_void, worker: &mut Worker) -> c_int {
            job::<$job>(state).work(worker)
        }
        #[export_name = concat!("peer_", $by, "_", $name, "_leave")]
        unsafe extern "C" fn leave(state: *mut c_void, worker: &mut Worker) {
            job::<$job>(state).leave(worker)
        }
        #[export_name = concat!("peer_", $by, "_", $name, "_wrong")]
        unsafe extern "C" fn wrong(state: *const c_void, ops: u64) -> u64 {
            job::<$job>(state).wrong(ops)
        }
        #[export_name = concat!("peer_", $by, "_", $name, "_teardown")]
        unsafe extern "C" fn teardown(state: *mut c_void) {
            free::<$job>(state)
        }
    }; )* };
}

export! {
    "std" "mutex_counter" locks::MutexCounter;
    "std" "rwlock_mix" locks::RwLockMix;
    "std" "arc_clone" locks::ArcClone;
    "std" "arc_upgrade" locks::ArcUpgrade;
    "std" "thread_spawn_join" locks::ThreadSpawnJoin;
    "std" "chan_unbounded" Channel<channels::StdUnbounded>;
    "std" "chan_bounded" Channel<channels::StdBounded>;
    "std" "chan_rendezvous" Channel<channels::StdRendezvous>;
}

#[cfg(crossbeam)]
export! {
    "crossbeam" "chan_unbounded" Channel<channels::crossbeam::Unbounded>;
    "crossbeam" "chan_bounded" Channel<channels::crossbeam::Bounded>;
    "crossbeam" "chan_rendezvous" Channel<channels::crossbeam::Rendezvous>;
}
