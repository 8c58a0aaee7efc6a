// SPDX-License-Identifier: GPL-2.0-only
#include <stddef.h>
#include <string.h>
#include "claims.h"

const struct px_claim px_claims[] = {
	{ .id = "T1", .text = "join waits, gives the value",
	  .notes_say = "spawn gives a handle of the type that the function returns; join waits for "
		       "the thread and gives the value.",
	  .note = PX_NOTE_RIGHT, .headline = "value" },
	{ .id = "T1b", .text = "join of a panicked thread",
	  .notes_say = "Nothing of a thread that panics, nor of a handle that is dropped.",
	  .note = PX_NOTE_OPEN, .headline = "join_error",
	  .correction = "join reports the panic as an error; a dropped handle leaves the thread "
			"running, with nobody to join it" },
	{ .id = "T2", .text = "main ticks, a thread reads",
	  .notes_say = "A thread that is blocked on input leaves the main loop ticking; every time "
		       "main sleeps, it goes and checks the input.",
	  .note = PX_NOTE_WRONG, .headline = "read_while_main_spun",
	  .correction = "main checks nothing: the scheduler wakes the reader when input comes, "
			"also while main never sleeps" },
	{ .id = "T3", .text = "captures live as long as it",
	  .notes_say = "'static asserts that a capture lives as long as required, up to the end of "
		       "the program, even past main.",
	  .note = PX_NOTE_IMPRECISE, .headline = "finished",
	  .correction = "'static is a bound, not a lifetime that is reached: a Rust thread ends "
			"with the process when main returns" },
	{ .id = "M1", .text = "a lock guards a region",
	  .notes_say = "A mutex guards a critical region by exclusion.",
	  .note = PX_NOTE_RIGHT, .headline = "lost_with_lock" },
	{ .id = "M2", .text = "a mutex is slow",
	  .notes_say = "A mutex is slow.",
	  .note = PX_NOTE_IMPRECISE, .dearer = "mutex_counter", .cheaper = "atomic_counter",
	  .correction = "uncontended it costs about two atomic instructions; slow is the waiting, "
			"which any exclusion has" },
	{ .id = "M3", .text = "data only through the guard",
	  .notes_say = "A mutex acts on types: the data is reached through the guard alone.",
	  .note = PX_NOTE_RIGHT },
	{ .id = "M4", .text = "dropping the guard unlocks",
	  .notes_say = "The guard unlocks when it is dropped (RAII).",
	  .note = PX_NOTE_RIGHT, .headline = "unlocked_after_return" },
	{ .id = "M5", .text = "a holder's panic poisons",
	  .notes_say = "A thread panics; the next access to the guard poisons the mutex, which "
		       "then must be cleared. parking_lot clears by itself.",
	  .note = PX_NOTE_IMPRECISE, .headline = "poisoned_before_next_lock",
	  .correction = "the panic itself poisons; the next lock only reports it. parking_lot has "
			"no poison to clear" },
	{ .id = "M5b", .text = "poison: when, and how long",
	  .notes_say = "Nothing of try_lock, of into_inner, or of what does not poison.",
	  .note = PX_NOTE_OPEN, .headline = "locks_with_error",
	  .correction = "it stays until cleared, try_lock and into_inner report it too; only a "
			"panic while holding, of an RwLock while writing, poisons" },
	{ .id = "M6", .text = "Mutex::new(0): 0 = unlocked",
	  .notes_say = "In Mutex::new(0), the 0 represents the unlocked state.",
	  .note = PX_NOTE_WRONG, .headline = "contended",
	  .correction = "0 is the value that is guarded; the lock's own word is another" },
	{ .id = "M7", .text = "Send and Sync only if sized",
	  .notes_say = "A mutex is Send and Sync only if its type is sized.",
	  .note = PX_NOTE_WRONG, .rust_only = true,
	  .correction = "size has nothing to do with it: Mutex<T> is Sync if T is Send, RwLock<T> "
			"if T is Sync as well" },
	{ .id = "M8", .text = "only the owner unlocks",
	  .notes_say = "Nothing of who may drop a guard.",
	  .note = PX_NOTE_OPEN, .headline = "refused",
	  .correction = "a MutexGuard is not Send, so that only the thread that locked can "
			"unlock" },
	{ .id = "C1", .text = "Cell: Copy types, one thread",
	  .notes_say = "Cell is only for Copy types and only for one thread.",
	  .note = PX_NOTE_IMPRECISE, .headline = "refused",
	  .correction = "only get needs Copy; and a Cell may move to another thread, though not be "
			"shared by two" },
	{ .id = "C2", .text = "RefCell: rules at run time",
	  .notes_say = "RefCell checks the borrow rules at run time.",
	  .note = PX_NOTE_RIGHT, .headline = "exclusive_with_shared" },
	{ .id = "C3", .text = "Arc is a thread-safe Cell",
	  .notes_say = "Arc is the thread-safe version (of Cell).",
	  .note = PX_NOTE_WRONG, .headline = "field_of_two_additions",
	  .correction = "Arc shares and guards nothing; the thread-safe Cell is an atomic, the "
			"thread-safe RefCell a Mutex or RwLock" },
	{ .id = "S1", .text = "Send/Sync: every field",
	  .notes_say = "Send and Sync are auto marker traits; every field of a struct must comply.",
	  .note = PX_NOTE_RIGHT },
	{ .id = "S2", .text = "T: Sync iff &T: Send",
	  .notes_say = "T is Sync if and only if &T is Send.",
	  .note = PX_NOTE_RIGHT, .rust_only = true },
	{ .id = "A1", .text = "Arc counts atomically",
	  .notes_say = "Arc is an atomically counted reference.",
	  .note = PX_NOTE_RIGHT, .headline = "freed" },
	{ .id = "A2", .text = "Weak upgrades while alive",
	  .notes_say = "Nothing of weak references.",
	  .note = PX_NOTE_OPEN, .headline = "upgrade_after_last_drop",
	  .correction = "upgrade gives a reference until the last one is dropped, and none after" },
	{ .id = "R1", .text = "Rc dropped by two threads",
	  .notes_say = "An Rc dropped by two threads at once is dropped twice, or leaks.",
	  .note = PX_NOTE_RIGHT, .headline = "forced_releases" },
	{ .id = "R2", .text = "Rc cloned by two threads",
	  .notes_say = "An Rc cloned by two threads at once counts too low, and is freed twice.",
	  .note = PX_NOTE_RIGHT, .headline = "forced_count" },
	{ .id = "P1", .text = "scope joins all, may borrow",
	  .notes_say = "A scope joins its threads, which may borrow from the stack; the example's "
		       "output comes in the order 1, 2, 3/4, 5.",
	  .note = PX_NOTE_IMPRECISE, .headline = "two_came_after_three",
	  .correction = "1 comes first and 5 last; 2 may come after a 3/4, since the threads begin "
			"at once" },
	{ .id = "P2", .text = "chunks(len / c), c threads",
	  .notes_say = "A slice in chunks(length / c) is work for c threads.",
	  .note = PX_NOTE_WRONG, .headline = "chunks_of_20_by_6",
	  .correction = "20 / 6 makes 7 chunks, and a length below c panics (a chunk of 0)" },
	{ .id = "P3", .text = "panic in a scoped thread",
	  .notes_say = "Nothing of a scoped thread that panics.",
	  .note = PX_NOTE_OPEN, .headline = "scope_reports_panic",
	  .correction = "all threads are joined first; then the scope panics, unless that thread "
			"was joined by hand" },
	{ .id = "V1", .text = "move hands over ownership",
	  .notes_say = "move takes what a closure captures into the thread.",
	  .note = PX_NOTE_RIGHT, .headline = "freed" },
	{ .id = "V2", .text = "literals \"maybe reborrowed\"",
	  .notes_say = "Rust takes a captured string literal for a reborrow ... maybe wrong.",
	  .note = PX_NOTE_OPEN, .rust_only = true,
	  .correction = "a &'static str is moved in and satisfies 'static; E0373 is about "
			"borrowing the variable that holds it" },
	{ .id = "W1", .text = "many readers or one writer",
	  .notes_say = "RwLock checks as the borrow checker does: one &mut or any number of &.",
	  .note = PX_NOTE_RIGHT, .headline = "readers_at_once" },
	{ .id = "W2", .text = "read, writer waits, read",
	  .notes_say = "Reads that follow one another deadlock when a writer waits between them.",
	  .note = PX_NOTE_RIGHT, .headline = "third_read_writer_queued" },
	{ .id = "W3", .text = "downgrade, starvation",
	  .notes_say = "Nothing of downgrading, nor of who starves.",
	  .note = PX_NOTE_OPEN, .headline = "downgrade",
	  .correction = "a write guard can be downgraded since Rust 1.92; who starves is the "
			"implementation's choice" },
	{ .id = "H1", .text = "mpsc: many send, one .rec()",
	  .notes_say = "Many senders, one receiver; rec(T) blocks until something is sent.",
	  .note = PX_NOTE_IMPRECISE, .headline = "received",
	  .correction = "the method is recv(); and the example moves sender twice (E0382) and "
			"borrows the receiver" },
	{ .id = "H1b", .text = "there is one receiver",
	  .notes_say = "As many threads as like can send, only one can receive.",
	  .note = PX_NOTE_RIGHT, .headline = "refused" },
	{ .id = "H2", .text = "an end that is gone",
	  .notes_say = "Nothing of senders or receivers that are gone.",
	  .note = PX_NOTE_OPEN, .headline = "recv_error_after_drain",
	  .correction = "recv drains and then errs; send gives the value back; nobody is left "
			"asleep" },
	{ .id = "H3", .text = "unbounded may fill memory",
	  .notes_say = "A channel, usually a VecDeque, can grow to infinite memory.",
	  .note = PX_NOTE_IMPRECISE, .headline = "queued_in_the_end",
	  .correction = "it grows as said; but std's channel is a list of blocks, no VecDeque" },
	{ .id = "H4", .text = "bounded send waits for empty",
	  .notes_say = "A bounded channel blocks sends until the buffer is cleared.",
	  .note = PX_NOTE_WRONG, .headline = "left_in_the_queue",
	  .correction = "one recv makes room for one send; the buffer need not be empty" },
	{ .id = "H5", .text = "rendezvous: both wait",
	  .notes_say = "In a channel of size 0 the sender waits for the receiver, and it for the "
		       "sender.",
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
