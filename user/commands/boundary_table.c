// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <string.h>
#include "boundary.h"
#include "output/report_header.h"
#include "stats/figure.h"
#include "stats/summary.h"
#include "measure/text.h"
#include "stats/check_status.h"

#define NAME		34u
#define FIGURE		11u
#define RATIO		7u
#define INTERVAL	19u
#define PRIMITIVE	17u
#define PAYS		14u

static void rule(FILE *out, unsigned int columns)
{
	while (columns--)
		fputs("─", out);
	fputc('\n', out);
}

static double median_ns(const struct px_results *results, unsigned int row, unsigned int side)
{
	struct px_summary summary;

	return px_results_summarize(results, row, &summary) ? NAN : summary.ns_per_op[side];
}

static void print_ns(FILE *out, double ns, unsigned int columns)
{
	char text[PX_FIGURE_SIZE];

	px_figure_ns(text, sizeof(text), ns);
	px_text_right(out, text, columns);
}

/* The ratio, its interval, and the result of the checks. */
static void print_ratio(FILE *out, const struct px_ratio *ratio, const char *check)
{
	char estimate[PX_FIGURE_SIZE], interval[2 * PX_FIGURE_SIZE];

	px_figure_ratio(ratio, estimate, interval);
	px_text_right(out, estimate, RATIO);
	fputs("  ", out);
	px_text_left(out, interval, INTERVAL);
	fprintf(out, "  %s\n", check);
}

static const char *check_of(const struct px_results *results, unsigned int row, unsigned int side)
{
	struct px_check_status status;

	px_check_status_get(results, row, side, &status);
	return px_outcome_word(status.outcome);
}

static void print_head(FILE *out, const char *what, const char *unit, const char *to)
{
	char ratio[32];

	snprintf(ratio, sizeof(ratio), "/ %s [95 %%]", to);
	fputc('\n', out);
	px_text_left(out, what, NAME);
	px_text_right(out, unit, FIGURE);
	fputs("  ", out);
	px_text_left(out, ratio, RATIO + INTERVAL);
	fputs("  check\n", out);
	rule(out, NAME + FIGURE + RATIO + INTERVAL + 9);
}

/* A line for each side of the calls. */
static void print_call_rows(FILE *out, const struct px_boundary *b, const char *const *names,
			    unsigned int nr)
{
	for (unsigned int s = 0; s < nr; s++) {
		px_text_left(out, names[s], NAME);
		print_ns(out, median_ns(&b->calls.results, 0, s), FIGURE);
		print_ratio(out, &b->ratios[s], check_of(&b->calls.results, 0, s));
	}
}

static void print_calls(FILE *out, const struct px_boundary *b)
{
	static const char *const names[PX_CALLS] = {
		[PX_CALL_GETPPID] = "getppid(): a minimal system call",
		[PX_CALL_REFUSED] = "ioctl on /dev/null, which fails",
		[PX_CALL_IOCTL] = "an empty step by ioctl",
		[PX_CALL_URING_1] = "by io_uring, 1 command at a time",
		[PX_CALL_URING_8] = "  8 commands",
		[PX_CALL_URING_64] = "  64 commands",
		[PX_CALL_POLLED_64] = "  64 commands, SQPOLL",
		[PX_CALL_POLLED_256] = "  256 commands, SQPOLL",
	};

	print_head(out, "a call", "ns/step", "ioctl");
	print_call_rows(out, b, names, PX_CALLS);
	px_text_left(out, "    CPU time of the submitter", NAME);
	print_ns(out, b->submitter_ns, FIGURE);
	print_ratio(out, &b->submitter, "");
}

static void print_crossings(FILE *out, const struct px_boundary *b)
{
	static const char *const names[PX_CROSSINGS] = {
		[PX_CROSSING_GETPPID] = "getppid(): a minimal system call",
		[PX_CROSSING_REFUSED] = "ioctl on /dev/null, which fails",
		[PX_CROSSING_READ] = "read() of a byte of /dev/zero",
		[PX_CROSSING_FUTEX] = "futex() that wakes no thread",
		[PX_CROSSING_NOP_1] = "io_uring NOP, 1 at a time",
		[PX_CROSSING_NOP_8] = "  8 NOPs",
		[PX_CROSSING_NOP_64] = "  64 NOPs",
		[PX_CROSSING_POLLED_64] = "  64 NOPs, SQPOLL",
	};

	print_head(out, "a call of this machine's kernel", "ns/call", "getppid");
	print_call_rows(out, b, names, PX_CROSSINGS);
}

static void print_steps(char *text, size_t size, double steps)
{
	if (steps < 1e5)
		snprintf(text, size, "%.0f", steps);
	else
		snprintf(text, size, "%.0e", steps);
}

static void print_pays(FILE *out, const struct px_break_even *b)
{
	char low[16], high[16], text[48];

	print_steps(low, sizeof(low), b->low);
	print_steps(high, sizeof(high), b->high);
	if (b->pays == PX_PAYS_NEVER)
		snprintf(text, sizeof(text), "never");
	else if (b->pays == PX_PAYS_UNKNOWN)
		snprintf(text, sizeof(text), "not shown");
	else
		snprintf(text, sizeof(text), "%s to %s", low, high);
	px_text_right(out, text, PAYS);
}

/* The worst result of all sides. */
static const char *check_all(const struct px_results *results, unsigned int row)
{
	enum px_outcome worst = PX_OUTCOME_ABSENT;

	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		struct px_check_status status;

		px_check_status_get(results, row, s, &status);
		if (status.outcome > worst)
			worst = status.outcome;
	}
	return px_outcome_word(worst);
}

static void print_measured(FILE *out, const struct px_crossover *x)
{
	char estimate[PX_FIGURE_SIZE], interval[2 * PX_FIGURE_SIZE];

	if (!x->steps)
		return;
	px_figure_ratio(&x->measured, estimate, interval);
	fprintf(out, "    measured with %u steps a call: ioctl/user %s %s\n",
		x->steps, estimate, interval);
}

static void print_primitives(FILE *out, const struct px_boundary *b)
{
	static const char *const all[][PX_BOUNDARY_SIDES] = {
		{ "kernel", "user", "ioctl ≈", "uring×64 ≈" },
		{ "kernel", "user", "ioctl", "uring×64" },
	};
	const char *const *heads = all[b->has_module];
	const struct px_boundary_group *c = &b->primitives;

	fputc('\n', out);
	px_text_left(out, "a primitive", PRIMITIVE);
	px_text_right(out, "thr", 4);
	for (unsigned int s = 0; s < PX_BOUNDARY_SIDES; s++)
		px_text_right(out, heads[s], FIGURE - 1);
	px_text_right(out, "ioctl pays", PAYS);
	px_text_right(out, "uring pays", PAYS);
	fputs("  check\n", out);
	px_text_left(out, "", PRIMITIVE + 4);
	for (unsigned int s = 0; s < PX_BOUNDARY_SIDES; s++)
		px_text_right(out, "ns/step", FIGURE - 1);
	px_text_right(out, "steps a call", PAYS);
	px_text_right(out, "steps a command", PAYS + 2);
	fputc('\n', out);
	rule(out, PRIMITIVE + 4 + PX_BOUNDARY_SIDES * (FIGURE - 1) + 2 * PAYS + 7);
	for (unsigned int i = 0; i < c->plan.nr_cases; i++) {
		px_text_left(out, c->cases[i].workload, PRIMITIVE);
		fprintf(out, "%4u", c->cases[i].spec.threads);
		for (unsigned int s = 0; s < PX_BOUNDARY_SIDES; s++)
			print_ns(out, b->crossovers[i].ns[s], FIGURE - 1);
		print_pays(out, &b->crossovers[i].ioctl);
		print_pays(out, &b->crossovers[i].uring);
		fprintf(out, "  %s\n", check_all(&c->results, i));
		print_measured(out, &b->crossovers[i]);
	}
}

static void print_messages(FILE *out, const struct px_boundary *b)
{
	static const char *const names[] = {
		"pipe", "eventfd", "shared memory, mutex and condition",
		"channel by ioctl", "channel by io_uring",
	};
	const struct px_results *results = &b->messages.results;

	print_head(out, "a message to another process", "ns", "pipe");
	for (unsigned int s = 0; s < b->messages.plan.nr_sides; s++) {
		px_text_left(out, names[s], NAME);
		print_ns(out, median_ns(results, 0, s), FIGURE);
		print_ratio(out, &b->message_ratios[s], check_of(results, 0, s));
	}
}

static void print_legend(FILE *out, const struct px_boundary *b)
{
	fputc('\n', out);
	px_text_sentence(out, "ns       ", "median of %u rounds of %g s. Ratios and intervals are "
			 "from pairs of rounds, by the signed-rank test",
			 b->calls.plan.rounds,
			 (double)b->calls.cases[0].spec.duration_ns * 1e-9);
	if (b->primitives.plan.nr_cases)
		px_text_sentence(out, "pays     ", "from this number of steps in one call (95 %% "
			 "interval), a call into the kernel takes less time than the same steps in "
			 "user space. never: a step in the kernel is shown to take at least as "
			 "long. not shown: the rounds are not sufficient");
	px_text_sentence(out, "message  ", b->cpus[0] == b->cpus[1] ?
			 "half of the time of a round trip; both processes are on CPU %u" :
			 "half of the time of a round trip; the processes are on CPUs %u and %u",
			 b->cpus[0], b->cpus[1]);
	px_text_sentence(out, "CPUs     ", "workers are pinned: the first to CPU %u", b->cpus[0]);
	if (b->has_agent)
		px_text_sentence(out, "≈        ", "an estimate: a step in the kernel, and an "
				 "ioctl on /dev/null or one of 64 NOPs. pays: estimated from it");
	if (!b->has_module && !b->has_agent)
		px_text_sentence(out, "", "Without the module and without --remote, steps in the "
				 "kernel are not measured.");
	if (b->environment.emulated)
		px_text_sentence(out, "", "%s: " PX_EMULATED ".", b->environment.accelerator);
}

int px_boundary_table(FILE *out, const struct px_boundary *b)
{
	px_report_header_machine(out, &b->environment);
	if (b->has_module)
		print_calls(out, b);
	else
		print_crossings(out, b);
	if (b->primitives.plan.nr_cases)
		print_primitives(out, b);
	print_messages(out, b);
	print_legend(out, b);
	errno = 0;
	if (fflush(out) || ferror(out))
		return errno ? -errno : -EIO;
	return 0;
}
