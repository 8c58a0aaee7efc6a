// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "claims.h"
#include "concepts.h"
#include "build_results.h"
#include "harness/lab.h"
#include "lab_docs.h"
#include "measure/text.h"

const struct px_concept px_concepts[] = {
	{ .name = "thread", .claims = "T1 T1b T2 T3", .workloads = "thread_spawn_join",
	  .notes_say = "spawn starts a closure and gives a handle; join waits for the thread and "
		       "gives what it returned. Captures must be 'static.",
	  .kernel = "kthread_create, wake_up_process; the end is told by kthread_complete_and_exit "
		    "and a completion; get_task_struct keeps the task until it is joined.",
	  .user = "pthread_create, pthread_join, pthread_detach.",
	  .watch_for = "kthread_stop asks a thread to end, it does not take its value; stopped "
		       "before its first run a kthread never runs its function. A kthread outlives "
		       "the process that made it, so a module must join what runs its code before "
		       "it can go. pthreads end with their process.",
	  .sources = "compare/contract/thread.h kmod/twins/thread.h user/twins/thread.h" },
	{ .name = "mutex", .claims = "M1 M2 M3 M4 M6 M7 M8",
	  .workloads = "mutex_counter spin_counter atomic_counter counter_unlocked",
	  .notes_say = "A lock owns its data; lock() gives a guard, and dropping it unlocks. Slow.",
	  .kernel = "struct mutex: mutex_lock, mutex_lock_interruptible, mutex_trylock, "
		    "mutex_unlock; guard(mutex) of linux/cleanup.h.",
	  .user = "pthread_mutex_t: lock, trylock, unlock; a guard by __attribute__((cleanup)).",
	  .watch_for = "C's guard runs when its scope is left, but not when the thread ends early. "
		       "Nothing ties the data to the lock: that is left to lockdep, sparse and "
		       "-Wthread-safety. Only the owner may unlock; who checks that differs.",
	  .sources = "compare/contract/mutex.h kmod/twins/mutex.h user/twins/mutex.h" },
	{ .name = "poison", .claims = "M5 M5b", .workloads = "poison_counter",
	  .notes_say = "A thread that panics while it holds a mutex poisons it; the next lock is "
		       "an error.",
	  .kernel = "none: a thread that exits with a mutex leaves it locked for ever.",
	  .user = "PTHREAD_MUTEX_ROBUST: EOWNERDEAD, pthread_mutex_consistent, else "
		  "ENOTRECOVERABLE.",
	  .watch_for = "The panic poisons, not the next access. An error from lock does not mean "
		       "that it is not held: the data can be reached, and repaired.",
	  .sources = "compare/primitives/poison.h compare/contract/robust_mutex.h kmod/twins/robust_mutex.h user/twins/robust_mutex.h" },
	{ .name = "spin", .claims = "M2", .workloads = "spin_counter",
	  .notes_say = "nothing; it is the mutex's cheaper relative.",
	  .kernel = "spinlock_t: spin_lock, spin_unlock. With PREEMPT_RT it sleeps.",
	  .user = "pthread_spinlock_t.",
	  .watch_for = "Whoever waits burns a CPU. In user space the holder can be preempted while "
		       "others spin; in the kernel holding it switches preemption off.",
	  .sources = "compare/contract/spinlock.h kmod/twins/spinlock.h user/twins/spinlock.h" },
	{ .name = "atomic", .claims = "M2", .workloads = "atomic_counter",
	  .notes_say = "nothing; it is the thread-safe Cell.",
	  .kernel = "atomic64_t, refcount_t.", .user = "C11 _Atomic with an explicit memory order.",
	  .watch_for = "One access is atomic, two are not. Say which order you need, and no more.",
	  .sources = "compare/contract/atomic.h kmod/twins/atomic.h user/twins/atomic.h" },
	{ .name = "cell", .claims = "C1", .workloads = "cell_update",
	  .notes_say = "Cell lets a shared borrow change the value, on one thread.",
	  .kernel = "a per-CPU datum, READ_ONCE and WRITE_ONCE.",
	  .user = "thread-local storage, relaxed atomics.",
	  .watch_for = "C has no type that stays on its thread; here an owner check at run time "
		       "does it.",
	  .sources = "compare/primitives/cell.h compare/primitives/owner.h" },
	{ .name = "refcell", .claims = "C2", .workloads = "refcell_borrow",
	  .notes_say = "RefCell checks the borrow rules at run time.",
	  .kernel = "none; its nearest relatives are down_read_trylock and down_write_trylock.",
	  .user = "none; pthread_rwlock_tryrdlock and trywrlock.",
	  .watch_for = "It counts borrows on one thread; it is no lock.",
	  .sources = "compare/primitives/refcell.h compare/primitives/owner.h" },
	{ .name = "send-sync", .claims = "S1 S2 C3 M7 V2", .workloads = "counter_unlocked",
	  .notes_say = "Send: may move to another thread. Sync: may be shared by reference.",
	  .kernel = "no types: sparse and lockdep at most, KCSAN at run time.",
	  .user = "no types: clang -Wthread-safety, ThreadSanitizer and helgrind at run time.",
	  .watch_for = "What rustc refuses, C compiles. A detector finds the race that it sees "
		       "run.",
	  .sources = "compare/bugs/checkers/ compare/rust/" },
	{ .name = "arc", .claims = "A1 A2 C3", .workloads = "arc_clone arc_upgrade",
	  .notes_say = "Arc is an atomically counted reference.",
	  .kernel = "struct kref on refcount_t: kref_get, kref_put, kref_get_unless_zero.",
	  .user = "a C11 atomic: up relaxed, down with release, the last one acquires.",
	  .watch_for = "The count shares the object, it does not guard it. refcount_t saturates "
		       "with a warning where a bare counter wraps and Rust aborts.",
	  .sources = "compare/contract/arc.h kmod/twins/arc.h user/twins/arc.h compare/primitives/weak.h" },
	{ .name = "rc", .claims = "R1 R2", .workloads = "rc_clone",
	  .notes_say = "Rc is not Send: two threads would drop twice, or leak.",
	  .kernel = "a plain integer.", .user = "a plain integer.",
	  .watch_for = "It costs less than arc just because two threads must not use it.",
	  .sources = "compare/primitives/rc.h" },
	{ .name = "scope", .claims = "P1 P2 P3", .workloads = "scope_chunks",
	  .notes_say = "thread::scope joins all its threads, so that they may borrow from the "
		       "stack.",
	  .kernel = "kthreads joined by a guard, over data on the caller's stack.",
	  .user = "pthreads joined by a guard.",
	  .watch_for = "The guard must join on every way out, also when a spawn fails halfway.",
	  .sources = "compare/primitives/scope.h" },
	{ .name = "move", .claims = "V1 V2", .workloads = "",
	  .notes_say = "move takes what a closure captures into the thread.",
	  .kernel = "no_free_ptr() of linux/cleanup.h; the thread frees.",
	  .user = "take and leave NULL.",
	  .watch_for = "The compiler lets the giver use its pointer all the same; NULL makes that "
		       "show.",
	  .sources = "compare/primitives/move.h" },
	{ .name = "rwlock", .claims = "W1 W2 W3", .workloads = "rwlock_mix",
	  .notes_say = "One writer or many readers; a read, a waiting writer and a read can "
		       "deadlock.",
	  .kernel = "struct rw_semaphore: down_read, down_write, downgrade_write and their try "
		    "forms.",
	  .user = "pthread_rwlock_t, in glibc of three kinds.",
	  .watch_for = "Whether a reader overtakes a waiting writer is the implementation's "
		       "choice, and decides who starves and what deadlocks. Readers share the "
		       "lock's cache line.",
	  .sources = "compare/contract/rwlock.h kmod/twins/rwlock.h user/twins/rwlock.h" },
	{ .name = "chan", .claims = "H1 H1b H2 H3 H4 H5",
	  .workloads = "chan_unbounded chan_bounded chan_rendezvous chan_self",
	  .notes_say = "Many senders, one receiver: unbounded, bounded, or rendezvous.",
	  .kernel = "a list under a lock, and wait queues.", .user = "a list under a mutex, and condvars.",
	  .watch_for = "A lost wake-up sleeps for ever; a wake-up of all is a thundering herd. "
		       "Somebody must destroy what is never received.",
	  .sources = "compare/primitives/chan.h compare/contract/monitor.h kmod/twins/monitor.h user/twins/monitor.h" },
};

const unsigned int px_concept_count = sizeof(px_concepts) / sizeof(px_concepts[0]);

const struct px_concept *px_concept_find(const char *name)
{
	for (unsigned int i = 0; i < px_concept_count; i++)
		if (!strcmp(px_concepts[i].name, name))
			return &px_concepts[i];
	return NULL;
}

static void print_claims(FILE *out, const struct px_concept *concept)
{
	for (unsigned int i = 0; i < px_claim_count; i++) {
		const struct px_claim *c = &px_claims[i];
		char heading[32];

		if (!px_build_results_lists(concept->claims, c->id))
			continue;
		snprintf(heading, sizeof(heading), "  %-11s", c->id);
		px_text_sentence(out, heading, "%s: %s%s%s", c->text, px_note_word(c->note),
				 c->correction ? "; " : "", c->correction ? c->correction : "");
	}
}

/* A lab serves the concept if it serves one of its claims. */
static bool serves(const struct px_lab_doc *story, const struct px_concept *concept)
{
	for (unsigned int i = 0; i < px_claim_count; i++)
		if (px_build_results_lists(concept->claims, px_claims[i].id) &&
		    px_build_results_lists(story->claims, px_claims[i].id))
			return true;
	return false;
}

static void print_labs(FILE *out, const struct px_concept *concept)
{
	struct px_flow flow = { .out = out, .separator = " ", .indent = 13, .column = 13 };
	bool any = false;

	for (u32 i = 0; i < px_lab_count; i++)
		any |= serves(px_lab_docs[i], concept);
	if (!any)
		return;
	fputs("  labs       ", out);
	for (u32 i = 0; i < px_lab_count; i++)
		if (serves(px_lab_docs[i], concept))
			px_flow_item(&flow, "%s", px_labs[i]->name);
	px_flow_end(&flow);
}

void px_concept_print(FILE *out, const struct px_concept *concept)
{
	fprintf(out, "%s\n\n", concept->name);
	px_text_sentence(out, "  the notes  ", "%s", concept->notes_say);
	px_text_sentence(out, "  kernel     ", "%s", concept->kernel);
	px_text_sentence(out, "  user space ", "%s", concept->user);
	px_text_sentence(out, "  watch for  ", "%s", concept->watch_for);
	fputs("\n", out);
	print_claims(out, concept);
	fputs("\n", out);
	print_labs(out, concept);
	if (*concept->workloads)
		px_text_sentence(out, "  workloads  ", "%s", concept->workloads);
	px_text_sentence(out, "  sources    ", "%s", concept->sources);
}
