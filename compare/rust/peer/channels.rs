// SPDX-License-Identifier: GPL-2.0-only
//! compare/workloads/chan_load.h in Rust: worker 0 receives until all senders are dropped, the
//! others send. A sender sends the index of a message in its ring, where C sends the address. So
//! both sides use the same memory, and only the channel differs.
use crate::worker::{busy, Line, Worker, DONE};
use crate::{Job, Spec};
use std::ffi::c_int;
use std::slice::from_raw_parts;
use std::sync::atomic::{AtomicU64, Ordering::*};
use std::sync::{mpsc, Mutex};
use std::thread;
use std::time::Duration;

const BACKLOG: usize = 4096; // messages of one producer
const MEMORY: usize = 16 << 20; // bytes of all rings, if that is enough for the capacity
const PAUSE: Duration = Duration::from_micros(100);
const EPIPE: c_int = 32;

/// The two ends of a channel of one library.
pub trait Ends: Send + Sync {
    type Sender: Clone + Send;
    type Receiver: Send;

    /// The capacity; None: unbounded.
    fn room(capacity: usize) -> Option<usize>;

    fn open(capacity: usize) -> (Self::Sender, Self::Receiver);
    fn send(sender: &Self::Sender, place: usize) -> bool;
    fn recv(receiver: &Self::Receiver) -> Option<usize>;
}

macro_rules! ends {
    ($name:ident, $room:expr, $sender:ty, $receiver:ty, $open:expr) => {
        pub struct $name;

        impl Ends for $name {
            type Sender = $sender;
            type Receiver = $receiver;

            fn room(capacity: usize) -> Option<usize> {
                $room(capacity)
            }

            fn open(capacity: usize) -> ($sender, $receiver) {
                $open(capacity)
            }

            #[inline(always)]
            fn send(sender: &$sender, place: usize) -> bool {
                sender.send(place).is_ok()
            }

            #[inline(always)]
            fn recv(receiver: &$receiver) -> Option<usize> {
                receiver.recv().ok()
            }
        }
    };
}

fn any(_: usize) -> Option<usize> {
    None
}

fn none(_: usize) -> Option<usize> {
    Some(0)
}

type To = mpsc::Sender<usize>;
type SyncTo = mpsc::SyncSender<usize>;
type From = mpsc::Receiver<usize>;
ends!(StdUnbounded, any, To, From, |_| mpsc::channel());
ends!(StdBounded, Some, SyncTo, From, mpsc::sync_channel);
ends!(StdRendezvous, none, SyncTo, From, |_| mpsc::sync_channel(0));

#[cfg(crossbeam)]
pub mod crossbeam {
    use super::{any, none, Ends};
    use crossbeam_channel::{bounded, unbounded, Receiver, Sender};

    ends!(Unbounded, any, Sender<usize>, Receiver<usize>, |_| unbounded());
    ends!(Bounded, Some, Sender<usize>, Receiver<usize>, bounded);
    ends!(Rendezvous, none, Sender<usize>, Receiver<usize>, |_| bounded(0));
}

/// The number of messages in the ring of a producer: chan_load_ring().
fn ring_for(room: Option<usize>, producers: usize, bytes: usize) -> usize {
    let enough = room.map_or(BACKLOG, |room| room + 2);
    let least = room.map_or(0, |room| room + 2 * producers);
    let mut ring = 2;
    while ring < enough && (ring * 2 * bytes * producers <= MEMORY || ring * producers < least) {
        ring *= 2;
    }
    ring
}

/// What the receiver has received. next: the next number of each producer.
struct Received {
    next: Vec<u64>,
    received: u64,
    sum: u64,
    out_of_order: u64,
}

/// A cache line. A message is one or more: a flag "in flight", the producer, the payload.
#[repr(C, align(64))]
struct Block([AtomicU64; 8]);

const IN_FLIGHT: usize = 0;
const PRODUCER: usize = 1;
const PAYLOAD: usize = 2;

/// Each end belongs to one worker, which locks its mutex once in a burst.
pub struct Channel<E: Ends> {
    senders: Vec<Line<Mutex<Option<E::Sender>>>>,
    receiver: Line<Mutex<(Option<E::Receiver>, Received)>>,
    sent: AtomicU64,
    sent_sum: AtomicU64,
    ring: usize,   // messages of a producer, a power of two
    stride: usize, // words of a message
    words: usize,  // of its payload
    memory: Vec<Block>,
}

impl<E: Ends> Channel<E> {
    /// The index in words() of a message of a producer.
    #[inline(always)]
    fn place(&self, producer: usize, number: u64) -> usize {
        (producer * self.ring + (number as usize & (self.ring - 1))) * self.stride
    }

    /// All memory as words.
    #[inline(always)]
    fn words(&self) -> &[AtomicU64] {
        unsafe { from_raw_parts(self.memory.as_ptr().cast(), self.memory.len() * 8) }
    }

    fn send(&self, w: &mut Worker, sender: &E::Sender, think: u32) -> c_int {
        let number = w.tally[0];
        let place = self.place(w.number as usize - 1, number);
        let message = &self.words()[place..place + self.stride];
        while message[IN_FLIGHT].load(Acquire) != 0 {
            thread::sleep(PAUSE);
        }
        let (mut word, mut sum) = (number, 0u64);
        for at in &message[PAYLOAD..PAYLOAD + self.words] {
            at.store(word, Relaxed);
            sum = sum.wrapping_mul(31).wrapping_add(word);
            word = word.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        }
        message[IN_FLIGHT].store(1, Relaxed);
        if !E::send(sender, place) {
            message[IN_FLIGHT].store(0, Relaxed);
            return -EPIPE;
        }
        w.tally[0] += 1;
        w.tally[1] = w.tally[1].wrapping_add(sum);
        busy(think);
        0
    }

    fn receive(&self, receiver: &E::Receiver, found: &mut Received, hold: u32) -> c_int {
        let Some(place) = E::recv(receiver) else { return DONE };
        let message = &self.words()[place..place + self.stride];
        let next = &mut found.next[message[PRODUCER].load(Relaxed) as usize];
        let number = message[PAYLOAD].load(Relaxed);
        found.out_of_order += (number != *next) as u64;
        *next = number + 1;
        let payload = message[PAYLOAD..PAYLOAD + self.words].iter();
        let sum = payload.fold(0u64, |s, at| s.wrapping_mul(31).wrapping_add(at.load(Relaxed)));
        found.sum = found.sum.wrapping_add(sum);
        found.received += 1;
        busy(hold);
        message[IN_FLIGHT].store(0, Release);
        0
    }
}

impl<E: Ends> Job for Channel<E> {
    fn new(spec: &Spec) -> Self {
        let producers = spec.threads as usize - 1;
        let capacity = spec.capacity as usize;
        let words = spec.payload as usize / 8;
        let stride = (PAYLOAD + words).next_multiple_of(8);
        let ring = ring_for(E::room(capacity), producers, stride * 8);
        let (sender, receiver) = E::open(capacity);
        let own = |worker| Line(Mutex::new((worker > 0).then(|| sender.clone())));
        let found = Received { next: vec![0; producers], received: 0, sum: 0, out_of_order: 0 };
        let blocks = producers * ring * stride / 8;
        let job = Channel {
            senders: (0..=producers).map(own).collect(),
            receiver: Line(Mutex::new((Some(receiver), found))),
            sent: AtomicU64::new(0),
            sent_sum: AtomicU64::new(0),
            ring,
            stride,
            words,
            memory: (0..blocks).map(|_| Block([const { AtomicU64::new(0) }; 8])).collect(),
        };
        for producer in 0..producers {
            for number in 0..ring as u64 {
                let at = job.place(producer, number) + PRODUCER;
                job.words()[at].store(producer as u64, Relaxed);
            }
        }
        job
    }

    fn work(&self, worker: &mut Worker) -> c_int {
        let (hold, think) = worker.delay();
        if worker.number > 0 {
            let sender = self.senders[worker.number as usize].0.lock().unwrap();
            let sender = sender.as_ref().unwrap();
            return worker.step(|w| self.send(w, sender, think));
        }
        let (receiver, found) = &mut *self.receiver.0.lock().unwrap();
        let receiver = receiver.as_ref().unwrap();
        worker.step(|_| self.receive(receiver, found, hold))
    }

    fn detach(&self, worker: &mut Worker) {
        if worker.number == 0 {
            self.receiver.0.lock().unwrap().0 = None;
            return;
        }
        *self.senders[worker.number as usize].0.lock().unwrap() = None;
        self.sent.fetch_add(worker.tally[0], Relaxed);
        self.sent_sum.fetch_add(worker.tally[1], Relaxed);
    }

    fn wrong(&self, _ops: u64) -> u64 {
        let found = &self.receiver.0.lock().unwrap().1;
        let left = self.words().iter().step_by(self.stride);
        found.received.abs_diff(self.sent.load(Relaxed))
            + (found.sum != self.sent_sum.load(Relaxed)) as u64
            + found.out_of_order
            + left.map(|message| message.load(Relaxed)).sum::<u64>()
    }
}
