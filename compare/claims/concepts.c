// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "claims.h"
#include "concepts.h"
#include "build_results.h"
#include "harness/lab.h"
#include "lab_docs.h"
#include "measure/text.h"
#include "rust_words.h"

const struct px_concept px_concepts[] = {
	{ .name = "thread", .claims = "T1 T1b T2 T3", .workloads = "thread_spawn_join",
	  .notes_say = "spawn starts a closure and returns a handle. join waits for the thread and "
		       "returns the closure's value. Captured variables must be 'static.",
	  .kernel = "kthread_create and wake_up_process. kthread_complete_and_exit and a "
		    "completion report the end. get_task_struct keeps the task until it is joined.",
	  .user = "pthread_create, pthread_join, pthread_detach.",
	  .watch_for = "kthread_stop asks a thread to end and does not return a value of its own. "
		       "A kthread that is stopped before its first run never runs its function. A "
		       "kthread outlives the process that made it, so a module must join all its "
		       "threads before it is unloaded. pthreads end with their process.",
	  .sources = "compare/contract/thread.h kmod/twins/thread.h user/twins/thread.h" },
	{ .name = "mutex", .claims = "M1 M2 M3 M4 M6 M7 M8",
	  .workloads = "mutex_counter spin_counter atomic_counter counter_unlocked",
	  .notes_say = "A lock owns its data. lock() returns a guard, and dropping the guard "
		       "unlocks. A mutex is slow.",
	  .kernel = "struct mutex: mutex_lock, mutex_lock_interruptible, mutex_trylock, "
		    "mutex_unlock; guard(mutex) of linux/cleanup.h.",
	  .user = "pthread_mutex_t: lock, trylock, unlock; a guard by __attribute__((cleanup)).",
	  .watch_for = "A waiter of the kernel's mutex spins while the holder runs, as one of an "
		       "adaptive pthread mutex does; one of a default pthread mutex sleeps. The "
		       "counterpart of a mutex with priority inheritance is the rt_mutex; with "
		       "PREEMPT_RT every mutex is one. run --kind compares these kinds. "
		       "C's guard runs when its scope is left, but not when the thread ends early. "
		       "C does not connect the data with the lock; lockdep, sparse and clang's "
		       "-Wthread-safety check parts of it. Only the owner may unlock, but not "
		       "every mutex checks that.",
	  .sources = "compare/contract/mutex.h kmod/twins/mutex.h user/twins/mutex.h" },
	{ .name = "poison", .claims = "M5 M5b", .workloads = "poison_counter",
	  .notes_say = "A thread that panics while it holds a mutex poisons it. The next lock "
		       "returns an error.",
	  .kernel = "none: the mutex of a thread that exits stays locked.",
	  .user = "PTHREAD_MUTEX_ROBUST: EOWNERDEAD, pthread_mutex_consistent, else "
		  "ENOTRECOVERABLE.",
	  .watch_for = "The panic poisons, not the next access. The lock that returns the error is "
		       "held: its caller can read and repair the data.",
	  .sources = "compare/primitives/poison.h compare/contract/robust_mutex.h "
		     "kmod/twins/robust_mutex.h user/twins/robust_mutex.h" },
	{ .name = "spin", .claims = "M2", .workloads = "spin_counter",
	  .notes_say = "(nothing; parallax compares its cost with the mutex's)",
	  .kernel = "spinlock_t: spin_lock, spin_unlock. On PREEMPT_RT it sleeps.",
	  .user = "pthread_spinlock_t.",
	  .watch_for = "A waiting thread uses its CPU. In user space the holder can be preempted "
		       "while others spin. In the kernel the holder disables preemption.",
	  .sources = "compare/contract/spinlock.h kmod/twins/spinlock.h user/twins/spinlock.h" },
	{ .name = "atomic", .claims = "M2", .workloads = "atomic_counter",
	  .notes_say = "(nothing; it is the thread-safe form of a Cell)",
	  .kernel = "atomic64_t, refcount_t.", .user = "C11 _Atomic with an explicit memory order.",
	  .watch_for = "One access is atomic; two accesses together are not. Use the weakest "
		       "memory order that is correct.",
	  .sources = "compare/contract/atomic.h kmod/twins/atomic.h user/twins/atomic.h" },
	{ .name = "cell", .claims = "C1", .workloads = "cell_update",
	  .notes_say = "Cell changes a value through a shared borrow, in one thread.",
	  .kernel = "a per-CPU variable, READ_ONCE and WRITE_ONCE.",
	  .user = "thread-local storage, relaxed atomics.",
	  .watch_for = "C has no type that is restricted to one thread. Here a run-time check of "
		       "the owner does it.",
	  .sources = "compare/primitives/cell.h compare/primitives/owner.h" },
	{ .name = "refcell", .claims = "C2", .workloads = "refcell_borrow",
	  .notes_say = "RefCell checks the borrow rules at run time.",
	  .kernel = "none; down_read_trylock and down_write_trylock are similar.",
	  .user = "none; pthread_rwlock_tryrdlock and pthread_rwlock_trywrlock are similar.",
	  .watch_for = "It counts the borrows of one thread. It is not a lock.",
	  .sources = "compare/primitives/refcell.h compare/primitives/owner.h" },
	{ .name = "send-sync", .claims = "S1 S2 C3 M7 V2", .workloads = "counter_unlocked",
	  .notes_say = "Send: values may move to another thread. Sync: threads may share "
		       "references.",
	  .kernel = "no such types; sparse and lockdep check parts of it, KCSAN at run time.",
	  .user = "no such types; clang -Wthread-safety, ThreadSanitizer and helgrind check parts.",
	  .watch_for = "C compiles what rustc refuses. A run-time detector finds only the races "
		       "that it observes.",
	  .sources = "compare/bugs/checkers/ compare/rust/" },
	{ .name = "arc", .claims = "A1 A2 C3", .workloads = "arc_clone arc_upgrade",
	  .notes_say = "Arc is an atomically reference-counted type.",
	  .kernel = "struct kref on refcount_t: kref_get, kref_put, kref_get_unless_zero.",
	  .user = "a C11 atomic: relaxed increments, release decrements, acquire for the last one.",
	  .watch_for = "The count keeps the object alive; it does not protect its fields. At the "
		       "maximum refcount_t saturates with a warning, a plain counter wraps, and "
		       "Rust aborts.",
	  .sources = "compare/contract/arc.h kmod/twins/arc.h user/twins/arc.h "
		     "compare/primitives/weak.h" },
	{ .name = "rc", .claims = "R1 R2", .workloads = "rc_clone",
	  .notes_say = "Rc is not Send: two threads could free the object twice, or leak it.",
	  .kernel = "a plain integer.", .user = "a plain integer.",
	  .watch_for = "It costs less than arc because two threads must not use it.",
	  .sources = "compare/primitives/rc.h" },
	{ .name = "scope", .claims = "P1 P2 P3", .workloads = "scope_chunks",
	  .notes_say = "thread::scope joins all its threads, so they may borrow from the stack.",
	  .kernel = "kthreads that use data on the caller's stack; a guard joins them.",
	  .user = "pthreads; a guard joins them.",
	  .watch_for = "The guard must join on every exit, also if a spawn fails in the middle.",
	  .sources = "compare/primitives/scope.h" },
	{ .name = "move", .claims = "V1 V2", .workloads = "",
	  .notes_say = "move takes the variables that a closure captures into the thread.",
	  .kernel = "no_free_ptr() of linux/cleanup.h; the thread frees the object.",
	  .user = "the caller copies the pointer and sets its own to NULL.",
	  .watch_for = "C compiles a use after the move. The NULL pointer makes it visible at run "
		       "time.",
	  .sources = "compare/primitives/move.h" },
	{ .name = "rwlock", .claims = "W1 W2 W3", .workloads = "rwlock_mix",
	  .notes_say = "One writer or many readers. A read, a waiting writer and a second read can "
		       "deadlock.",
	  .kernel = "struct rw_semaphore: down_read, down_write, downgrade_write and their trylock "
		    "functions.",
	  .user = "pthread_rwlock_t; glibc has three kinds.",
	  .watch_for = "The implementation decides whether a reader overtakes a waiting writer. "
		       "This decides which side starves and what deadlocks. The kernel's lock "
		       "lets none pass, as glibc's writer kind (run --kind writer). Readers share "
		       "the cache line of the lock.",
	  .sources = "compare/contract/rwlock.h kmod/twins/rwlock.h user/twins/rwlock.h" },
	{ .name = "chan", .claims = "H1 H1b H2 H3 H4 H5",
	  .workloads = "chan_unbounded chan_bounded chan_rendezvous chan_self",
	  .notes_say = "Many senders, one receiver. A channel is unbounded, bounded or a "
		       "rendezvous.",
	  .kernel = "a list under a lock, and wait queues.",
	  .user = "a list under a mutex, and condition variables.",
	  .watch_for = "After a lost wake-up the thread sleeps without end. Waking all threads "
		       "for one message causes a thundering herd. Messages that are never "
		       "received must be destroyed.",
	  .sources = "compare/primitives/chan.h compare/contract/monitor.h kmod/twins/monitor.h "
		     "user/twins/monitor.h" },
};

const unsigned int px_concept_count = sizeof(px_concepts) / sizeof(px_concepts[0]);

const struct px_concept *px_concept_find(const char *name)
{
	for (unsigned int i = 0; i < px_concept_count; i++)
		if (!strcmp(px_concepts[i].name, name))
			return &px_concepts[i];
	return NULL;
}

static void print_claims(FILE *out, const struct px_concept *concept, struct px_rust_words *words)
{
	bool open = false;

	for (unsigned int i = 0; i < px_claim_count; i++) {
		const struct px_claim *c = &px_claims[i];
		char heading[32];

		if (!px_build_results_lists(concept->claims, c->id))
			continue;
		snprintf(heading, sizeof(heading), "  %-11s", c->id);
		px_text_sentence(out, heading, "%s (notes: %s)%s%s", c->text, px_note_word(c->note),
				 c->correction ? ": " : "", c->correction ? c->correction : "");
		px_rust_words_find(words, c->text);
		px_rust_words_find(words, c->correction);
		open |= c->note == PX_NOTE_OPEN;
	}
	if (open)
		px_text_sentence(out, "             ", "%s",
				 "open: the notes do not answer this, or ask about it");
}

/* True if the lab tests one of the concept's claims. */
static bool is_lab_of(const struct px_lab_doc *doc, const struct px_concept *concept)
{
	for (unsigned int i = 0; i < px_claim_count; i++)
		if (px_build_results_lists(concept->claims, px_claims[i].id) &&
		    px_build_results_lists(doc->claims, px_claims[i].id))
			return true;
	return false;
}

static void print_labs(FILE *out, const struct px_concept *concept)
{
	struct px_flow flow = { .out = out, .separator = " ", .indent = 13, .column = 13 };
	bool any = false;

	for (u32 i = 0; i < px_lab_count; i++)
		any |= is_lab_of(px_lab_docs[i], concept);
	if (!any)
		return;
	fputs("  labs       ", out);
	for (u32 i = 0; i < px_lab_count; i++)
		if (is_lab_of(px_lab_docs[i], concept))
			px_flow_item(&flow, "%s", px_labs[i]->name);
	px_flow_end(&flow);
}

void px_concept_print(FILE *out, const struct px_concept *concept)
{
	struct px_rust_words words = { 0 };

	fprintf(out, "%s\n\n", concept->name);
	px_text_sentence(out, "  notes say  ", "%s", concept->notes_say);
	px_text_sentence(out, "  kernel     ", "%s", concept->kernel);
	px_text_sentence(out, "  user space ", "%s", concept->user);
	px_text_sentence(out, "  watch for  ", "%s", concept->watch_for);
	fputs("\n", out);
	print_claims(out, concept, &words);
	fputs("\n", out);
	print_labs(out, concept);
	if (*concept->workloads)
		px_text_sentence(out, "  workloads  ", "%s", concept->workloads);
	px_text_sentence(out, "  sources    ", "%s", concept->sources);
	px_rust_words_find(&words, concept->notes_say);
	px_rust_words_find(&words, concept->watch_for);
	px_rust_words_print(out, &words);
}
