// SPDX-License-Identifier: GPL-2.0-only
#include <stddef.h>
#include "glossary.h"
#include "html.h"

/* A row without a meaning begins a group. */
static const struct {
	const char *term, *meaning;
} entries[] = {
	{ "Costs", NULL },
	{ "primitive, twin",
	  "A primitive is a mutex, a channel, an arc … It has two twins: one made of kernel "
	  "primitives, the other of pthreads and C11 atomics." },
	{ "workload, ×2",
	  "A measured job that uses primitives. One C source is compiled for the kernel and "
	  "for user space. ×2: with 2 threads." },
	{ "side", "A way to run a workload: kernel, user, ioctl or uring." },
	{ "worker, step, operation",
	  "A worker is one thread of a workload. It repeats a step, which performs one or more "
	  "operations, such as locking and unlocking." },
	{ "worker's time, ns/op",
	  "The run times of all workers, added, and divided by all operations. Waiting counts. "
	  "If two workers need 100 ns each and do not wait for each other, ns/op stays 100." },
	{ "round, median",
	  "In a round each workload runs once on each side, in random order. The tables have "
	  "the median of the rounds." },
	{ "Hodges-Lehmann estimate",
	  "Estimates the ratio of two sides from the ratio in each round: the pseudo-median of "
	  "these ratios. A few outliers do not change it much. It is not the quotient of the two "
	  "medians." },
	{ "95 % interval",
	  "All ratios that the exact Wilcoxon signed-rank test does not reject at 5 %. It "
	  "needs at least 6 rounds." },
	{ "no difference shown",
	  "The interval contains 1: this run does not show which side is faster. It does not "
	  "prove that both are equal." },
	{ "unfit, overlap",
	  "Overlap is the share of the time in which all workers ran at the same time. Below "
	  "80 % the load was not the one asked for, so the sides are not compared. They are also "
	  "unfit if a limit, such as cpu.max, holds for one of them only." },
	{ "not judged",
	  "A check or a run failed, the findings of the sides differ, the run was interrupted, or "
	  "the workload is broken on purpose. There is no ratio: broken code has no cost." },
	{ "not compared", "Fewer than 6 rounds succeeded on both sides, so there is no interval." },
	{ "adjustment",
	  "Of many rows some differ by chance. Holm's procedure keeps the probability of even one "
	  "false difference in the table below 5 %. A difference that does not survive it may be "
	  "by chance." },
	{ "check",
	  "A workload checks its own result. ok: it was correct in every round. failed: it was "
	  "not. fault shown or none shown: the workload is broken on purpose, and its fault "
	  "did or did not appear." },
	{ "service time",
	  "The time of one step. A worker starts the next step when the last one has ended, so "
	  "it includes no queueing. p99: 99 % of the steps took at most this time." },
	{ "–", "There is no figure." },

	{ "Claims", NULL },
	{ "the notes",
	  "Lecture notes on concurrency in Rust, whose claims parallax tests. They are right, "
	  "imprecise or wrong on a point; or open: they do not answer the question." },
	{ "lab",
	  "An experiment on a claim: one C source, run in the kernel and in user space. It "
	  "observes values, not times." },
	{ "proved (2)",
	  "Two Rust programs compiled, were refused or ran as expected when parallax was built." },
	{ "stated, °",
	  "The value is what Rust's documentation states. No Rust program confirmed it." },
	{ "refused E0277",
	  "rustc did not compile the program. E0277 is the code of the error; rustc --explain "
	  "E0277 explains it." },
	{ "agree, differ as expected",
	  "The kernel and user space behave as Rust does, or differ in the way that parallax "
	  "documents." },
	{ "UNEXPECTED", "An observation differs from the documented one." },
	{ "not observed, no counterpart",
	  "The experiment or the tool for it was absent; or C has no such feature." },

	{ "Rust", NULL },
	{ "Send, Sync",
	  "Properties of a type. A Send value may move to another thread; a Sync value may be "
	  "shared by threads." },
	{ "'static", "A value that borrows nothing with a shorter life than the program." },
	{ "move, E0382",
	  "Assigning or passing a value moves it. Using the old variable afterwards is error "
	  "E0382." },
	{ "guard",
	  "The object that lock() returns. Dropping it unlocks; a value is dropped when its "
	  "scope ends." },
	{ "panic, poison",
	  "A panic is a failure that unwinds the thread. A mutex whose holder panicked is "
	  "poisoned: the next lock() returns an error." },
	{ "Arc, Rc, Weak",
	  "Arc is a reference count for several threads, Rc for one thread. A Weak reference "
	  "does not keep the object; it must be upgraded before use." },
	{ "Cell, RefCell",
	  "Types whose value can be changed through a shared reference, on one thread. RefCell "
	  "checks at run time that a writer is alone." },
};

void px_glossary(FILE *out)
{
	fputs("<h2 id=\"glossary\">Glossary</h2>\n", out);
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		if (!entries[i].meaning) {
			fprintf(out, "%s<h3>", i ? "</dl>\n" : "");
			px_html_text(out, entries[i].term);
			fputs("</h3>\n<dl>\n", out);
			continue;
		}
		fputs("<dt>", out);
		px_html_text(out, entries[i].term);
		fputs("</dt><dd>", out);
		px_html_text(out, entries[i].meaning);
		fputs("</dd>\n", out);
	}
	fputs("</dl>\n", out);
}
