// SPDX-License-Identifier: GPL-2.0-only
//! The workloads of compare/workloads with Rust's std and with the channels of crossbeam. peer.c
//! makes a side of each: the C harness starts, times and checks both, and only the steps differ.
mod channels;
mod locks;
mod worker;

use channels::Channel;
use std::ffi::{c_int, c_void};
use worker::Worker;

/// The fields of struct px_run_spec that a workload needs.
#[repr(C)]
pub struct Spec {
    pub threads: u32,
    pub read_share: u32,
    pub payload: u32,
    pub capacity: u32,
}

/// A workload (compare/harness/workload.h): the shared state, and what each worker does.
trait Job: Sync + Sized {
    fn new(spec: &Spec) -> Self;

    fn attach(&self, _worker: &mut Worker) {}

    /// Steps until the limit of the worker. Returns 0, or -errno to end the worker.
    fn work(&self, worker: &mut Worker) -> c_int;

    fn detach(&self, _worker: &mut Worker) {}

    /// The number of errors after so many operations.
    fn wrong(&self, ops: u64) -> u64;
}

// The state of the harness is a pointer to the job.

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

/// Exports the C functions of a job: peer_BY_NAME_setup and so on.
macro_rules! export {
    ($($by:literal $name:literal $job:ty;)*) => { $( const _: () = {
        #[export_name = concat!("peer_", $by, "_", $name, "_setup")]
        unsafe extern "C" fn setup(state: *mut c_void, spec: &Spec) -> c_int {
            new::<$job>(state, spec)
        }
        #[export_name = concat!("peer_", $by, "_", $name, "_attach")]
        unsafe extern "C" fn attach(state: *mut c_void, worker: &mut Worker) -> c_int {
            job::<$job>(state).attach(worker);
            0
        }
        #[export_name = concat!("peer_", $by, "_", $name, "_loop")]
        unsafe extern "C" fn work(state: *mut c_void, worker: &mut Worker) -> c_int {
            job::<$job>(state).work(worker)
        }
        #[export_name = concat!("peer_", $by, "_", $name, "_detach")]
        unsafe extern "C" fn detach(state: *mut c_void, worker: &mut Worker) {
            job::<$job>(state).detach(worker)
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
