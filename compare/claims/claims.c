// SPDX-License-Identifier: GPL-2.0-only
#include <stddef.h>
#include <string.h>
#include "claims.h"

const struct px_claim px_claims[] = {
	{ .id = "T1", .text = "join waits, returns value",
	  .notes_say = "spawn returns a handle. join waits for the thread and returns the value of "
		       "its function.",
	  .note = PX_NOTE_RIGHT, .headline = "value" },
	{ .id = "T1b", .text = "join of a panicked thread",
	  .notes_say = "Nothing about a thread that panics, or about a handle that is dropped.",
	  .note = PX_NOTE_OPEN, .headline = "join_error",
	  .correction = "join reports the panic as an error. A thread whose handle is dropped "
			"continues, but cannot be joined" },
	{ .id = "T2", .text = "main ticks, a thread reads",
	  .notes_say = "A thread blocks on input while the main loop ticks. Every time main "
		       "sleeps, it checks the input.",
	  .note = PX_NOTE_WRONG, .headline = "read_while_main_spun",
	  .correction = "main checks nothing: the scheduler wakes the reader when input arrives, "
			"even if main never sleeps" },
	{ .id = "T3", .text = "captures outlive main",
	  .notes_say = "'static asserts that a captured variable lives as long as required, up to "
		       "the end of the program, even after main has returned.",
	  .note = PX_NOTE_IMPRECISE, .headline = "finished",
	  .correction = "'static is a condition on the type, not the real lifetime. A Rust thread "
			"ends with the process when main returns" },
	{ .id = "M1", .text = "a lock guards a region",
	  .notes_say = "A mutex guards a critical region by exclusion.",
	  .note = PX_NOTE_RIGHT, .headline = "lost_with_lock" },
	{ .id = "M2", .text = "a mutex is slow",
	  .notes_say = "A mutex is slow.",
	  .note = PX_NOTE_IMPRECISE, .dearer = "mutex_counter", .cheaper = "atomic_counter",
	  .correction = "waiting for another holder is slow, and every exclusive lock has that. "
			"Without a wait, a mutex costs the few atomic additions measured here" },
	{ .id = "M3", .text = "data only through the guard",
	  .notes_say = "A mutex acts on types: the data is accessible only through the guard.",
	  .note = PX_NOTE_RIGHT },
	{ .id = "M4", .text = "dropping the guard unlocks",
	  .notes_say = "The guard unlocks when it is dropped (RAII).",
	  .note = PX_NOTE_RIGHT, .headline = "unlocked_after_return" },
	{ .id = "M5", .text = "a holder's panic poisons",
	  .notes_say = "A thread panics. The next access to the guard poisons the mutex, which "
		       "must then be cleared. The mutexes of parking_lot clear themselves.",
	  .note = PX_NOTE_IMPRECISE, .headline = "poisoned_before_next_lock",
	  .correction = "the panic itself poisons, and the next lock only reports it. parking_lot "
			"has no poison at all" },
	{ .id = "M5b", .text = "poison: when, and how long",
	  .notes_say = "Nothing about try_lock and into_inner, or about what does not poison.",
	  .note = PX_NOTE_OPEN, .headline = "locks_with_error",
	  .correction = "poison stays until it is cleared. try_lock and into_inner report it too. "
			"Only a panic while the thread holds the lock poisons; of an RwLock, only "
			"while it writes" },
	{ .id = "M6", .text = "Mutex::new(0): 0 = unlocked",
	  .notes_say = "In Mutex::new(0), the 0 represents the unlocked state.",
	  .note = PX_NOTE_WRONG, .headline = "contended",
	  .correction = "0 is the protected value. The state of the lock is a different word" },
	{ .id = "M7", .text = "Send and Sync only if sized",
	  .notes_say = "A mutex is Send and Sync only if its type is sized.",
	  .note = PX_NOTE_WRONG, .rust_only = true,
	  .correction = "the size does not matter. Mutex<T> is Sync if T is Send; RwLock<T> is "
			"Sync if T is Send and Sync" },
	{ .id = "M8", .text = "only the owner unlocks",
	  .notes_say = "Nothing about which thread may drop a guard.",
	  .note = PX_NOTE_OPEN, .headline = "refused",
	  .correction = "a MutexGuard is not Send, so only the thread that locked can unlock" },
	{ .id = "C1", .text = "Cell: Copy types, one thread",
	  .notes_say = "Cell is only for Copy types and only for one thread.",
	  .note = PX_NOTE_IMPRECISE, .headline = "refused",
	  .correction = "only get() needs Copy. A Cell may move to another thread, but two threads "
			"cannot share it" },
	{ .id = "C2", .text = "RefCell: rules at run time",
	  .notes_say = "RefCell checks the borrow rules at run time.",
	  .note = PX_NOTE_RIGHT, .headline = "exclusive_with_shared" },
	{ .id = "C3", .text = "Arc is a thread-safe Cell",
	  .notes_say = "Arc is the thread-safe version (of Cell).",
	  .note = PX_NOTE_WRONG, .headline = "field_of_two_additions",
	  .correction = "Arc shares an object but does not protect it. The thread-safe Cell is an "
			"atomic; the thread-safe RefCell is a Mutex or RwLock" },
	{ .id = "S1", .text = "Send/Sync: every field",
	  .notes_say = "Send and Sync are auto marker traits: every field of a struct must comply.",
	  .note = PX_NOTE_RIGHT },
	{ .id = "S2", .text = "T: Sync iff &T: Send",
	  .notes_say = "T is Sync if and only if &T is Send.",
	  .note = PX_NOTE_RIGHT, .rust_only = true },
	{ .id = "A1", .text = "Arc counts atomically",
	  .notes_say = "Arc is an atomically counted reference.",
	  .note = PX_NOTE_RIGHT, .headline = "freed" },
	{ .id = "A2", .text = "Weak upgrades while alive",
	  .notes_say = "Nothing about weak references.",
	  .note = PX_NOTE_OPEN, .headline = "upgrade_after_last_drop",
	  .correction = "upgrade returns a reference until the last strong one is dropped, and "
			"none after that" },
	{ .id = "R1", .text = "Rc dropped by two threads",
	  .notes_say = "If two threads drop an Rc at the same time, it is freed twice or leaks.",
	  .note = PX_NOTE_RIGHT, .headline = "forced_releases" },
	{ .id = "R2", .text = "Rc cloned by two threads",
	  .notes_say = "If two threads clone an Rc at the same time, its count is too low and it "
		       "is freed twice.",
	  .note = PX_NOTE_RIGHT, .headline = "forced_count" },
	{ .id = "P1", .text = "scope joins all, may borrow",
	  .notes_say = "A scope joins its threads, which may borrow from the stack. The output of "
		       "the example is in the order 1, 2, 3/4, 5.",
	  .note = PX_NOTE_IMPRECISE, .headline = "two_came_after_three",
	  .correction = "1 is first and 5 is last. 2 may be after a 3/4, since the threads start "
			"at once" },
	{ .id = "P2", .text = "chunks(len / c), c threads",
	  .notes_say = "A slice in chunks(length / c) is work for c threads.",
	  .note = PX_NOTE_WRONG, .headline = "chunks_of_20_by_6",
	  .correction = "20 lines and c = 6 make 7 chunks. A length below c panics: its chunk size "
			"is 0" },
	{ .id = "P3", .text = "panic in a scoped thread",
	  .notes_say = "Nothing about a scoped thread that panics.",
	  .note = PX_NOTE_OPEN, .headline = "scope_reports_panic",
	  .correction = "the scope joins all threads first. Then it panics too, unless the program "
			"joined that thread itself" },
	{ .id = "V1", .text = "move hands over ownership",
	  .notes_say = "move takes the variables that a closure captures into the thread.",
	  .note = PX_NOTE_RIGHT, .headline = "freed" },
	{ .id = "V2", .text = "literals \"maybe reborrowed\"",
	  .notes_say = "Rust assumes that a captured string literal is a reborrow ... maybe wrong.",
	  .note = PX_NOTE_OPEN, .rust_only = true,
	  .correction = "a &'static str is moved in and satisfies 'static. E0373 is about a borrow "
			"of the variable that contains it" },
	{ .id = "W1", .text = "many readers or one writer",
	  .notes_say = "RwLock checks as the borrow checker does: one &mut or any number of &.",
	  .note = PX_NOTE_RIGHT, .headline = "readers_at_once" },
	{ .id = "W2", .text = "read, writer waits, read",
	  .notes_say = "Two reads of one thread can deadlock if a writer waits between them.",
	  .note = PX_NOTE_RIGHT, .headline = "third_read_writer_queued" },
	{ .id = "W3", .text = "downgrade, starvation",
	  .notes_say = "Nothing about a downgrade, or about starvation.",
	  .note = PX_NOTE_OPEN, .headline = "downgrade",
	  .correction = "a write guard can be downgraded since Rust 1.92. Which side starves "
			"depends on the implementation" },
	{ .id = "H1", .text = "mpsc: many send, one .rec()",
	  .notes_say = "Many senders, one receiver. rec(T) blocks until something is sent.",
	  .note = PX_NOTE_IMPRECISE, .headline = "received",
	  .correction = "the method is recv(). The example moves the sender twice (E0382), and "
			"borrows the receiver" },
	{ .id = "H1b", .text = "there is one receiver",
	  .notes_say = "Any number of threads can send, only one can receive.",
	  .note = PX_NOTE_RIGHT, .headline = "refused" },
	{ .id = "H2", .text = "an end is dropped",
	  .notes_say = "Nothing about senders or receivers that were dropped.",
	  .note = PX_NOTE_OPEN, .headline = "recv_error_after_drain",
	  .correction = "recv drains the queue and then returns an error. send returns the value "
			"with an error. Every waiting thread is woken" },
	{ .id = "H3", .text = "unbounded may fill memory",
	  .notes_say = "A channel, usually a VecDeque, can grow to infinite memory.",
	  .note = PX_NOTE_IMPRECISE, .headline = "queued_in_the_end",
	  .correction = "it grows as the notes say. But std's channel is a list of blocks, not a "
			"VecDeque" },
	{ .id = "H4", .text = "bounded send waits for empty",
	  .notes_say = "A bounded channel blocks sends until the buffer is cleared.",
	  .note = PX_NOTE_WRONG, .headline = "left_in_the_queue",
	  .correction = "one recv makes room for one send. The buffer need not be empty" },
	{ .id = "H5", .text = "rendezvous: both wait",
	  .notes_say = "In a channel of size 0 the sender waits for the receiver, and the receiver "
		       "waits for the sender.",
	  .note = PX_NOTE_RIGHT, .headline = "send_returned_before_recv" },
};

const unsigned int px_claim_count = sizeof(px_claims) / sizeof(px_claims[0]);

const struct px_claim *px_claim_find(const char *id)
{
	for (unsigned int i = 0; i < px_claim_count; i++)
		if (!strcmp(px_claims[i].id, id))
			return &px_claims[i];
	return NULL;
}

const char *px_note_word(enum px_note note)
{
	static const char *const words[] = {
		[PX_NOTE_RIGHT] = "right", [PX_NOTE_IMPRECISE] = "imprecise",
		[PX_NOTE_WRONG] = "wrong", [PX_NOTE_OPEN] = "open",
	};

	return words[note];
}
