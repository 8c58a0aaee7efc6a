// SPDX-License-Identifier: GPL-2.0-only
/* parallax icount: what an operation costs in executed instructions, where a clock counts them. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "output/report_header.h"
#include "stats/baseline.h"
#include "command.h"
#include "util/device.h"
#include "os.h"
#include "util/sigint.h"
#include "measure/plan_run.h"
#include "util/atomic_file.h"
#include "side_set.h"
#include "sides/sides.h"
#include "measure/text.h"
#include "stats/check_status.h"
#include "harness/workload.h"

/*
 * Twice as many operations, less once as many, is what they cost and nothing else. The
 * least of the rounds is the one that no interrupt came into.
 */
#define OPS	512u
#define ROUNDS	5u

#define TURNS	4096u		/* of a busy loop, to learn whether the clock counts */
#define TRIALS	8u
#define ROUNDING 2u		/* ns: of a clock that is scaled */

#define NAME	18u		/* columns of a workload's name, */
#define FIGURE	11u		/* and of a figure */

struct request {
	const char *baseline, *write;
};

static bool near(u64 a, u64 b)
{
	return a <= b + ROUNDING && b <= a + ROUNDING;
}

/* How long so many turns take, if that is always the same; 0 otherwise. */
static u64 constant_time(u32 turns)
{
	u64 first = 0;

	for (u32 i = 0; i < TRIALS; i++) {
		u64 before = px_os_now(), took;

		px_busy(turns);
		took = px_os_now() - before;
		if (i > 1 && !near(took, first))
			return 0;
		if (i < 2)
			first = took;
	}
	return first;
}

/* No other clock is so even: that a turn is a whole number of ns, every time. */
static bool clock_counts(void)
{
	for (u32 tries = 0; tries < TRIALS; tries++) {
		u64 once = constant_time(TURNS), twice = constant_time(2 * TURNS);
		u64 whole = twice > once ? (twice - once + TURNS / 2) / TURNS : 0;

		if (once && whole && near(twice - once, whole * TURNS))
			return true;
	}
	return false;
}

/* What takes one worker and no other thread. */
static bool is_alone(const struct px_workload *w)
{
	return !w->broken && !w->single_worker && !w->spawns && px_workload_min_workers(w) == 1;
}

/* Two cells for each workload: so many operations, and twice as many. */
static struct px_bench_case *make_cells(unsigned int *nr)
{
	struct px_bench_case *cells = calloc(2ul * px_workload_count, sizeof(*cells));

	*nr = 0;
	for (u32 w = 0; cells && w < px_workload_count; w++)
		for (u32 times = 1; times <= 2 && is_alone(px_workloads[w]); times++)
			cells[(*nr)++] = (struct px_bench_case) {
				.workload = px_workloads[w]->name,
				.spec = { .threads = 1, .ops = times * OPS, .read_share = 90 },
			};
	return cells;
}

static double least_wall(const struct px_results *results, unsigned int cell, unsigned int side)
{
	double least = NAN;

	for (unsigned int r = 0; r < results->plan->rounds; r++) {
		const struct px_round *round = px_results_round(results, cell, side, r);

		if (px_round_valid(round))
			least = fmin(least, (double)px_record_wall_ns(&round->record));
	}
	return least;
}

static void take_costs(const struct px_results *results, struct px_baseline *costs)
{
	const struct px_plan *plan = results->plan;

	costs->nr = 0;
	for (unsigned int c = 0; c < plan->nr_cases; c += 2) {
		for (unsigned int s = 0; s < plan->nr_sides; s++) {
			struct px_cost *cost = &costs->costs[costs->nr++];

			snprintf(cost->workload, sizeof(cost->workload), "%s",
				 plan->cases[c].workload);
			snprintf(cost->side, sizeof(cost->side), "%s", plan->sides[s]->name);
			cost->instructions = (least_wall(results, c + 1, s) -
					      least_wall(results, c, s)) / OPS;
		}
	}
}

static void print_head(const struct px_plan *plan, const struct px_environment *stamp)
{
	px_report_header_machine(stdout, stamp);
	puts("\nInstructions executed for one operation, one thread, nobody else there\n");
	px_text_left(stdout, "workload", NAME);
	for (unsigned int s = 0; s < plan->nr_sides; s++)
		px_text_right(stdout, plan->sides[s]->name, FIGURE);
	putchar('\n');
	for (unsigned int i = 0; i < NAME + plan->nr_sides * FIGURE; i++)
		fputs("─", stdout);
	putchar('\n');
}

/* A row, and below it what is not as it was. How many costs grew. */
static unsigned int print_row(const struct px_cost *costs, unsigned int nr,
			      const struct px_baseline *before)
{
	static const char *const words[] = {
		[PX_CHANGE_LONGER] = "LONGER", [PX_CHANGE_SHORTER] = "shorter",
	};
	unsigned int longer = 0;

	px_text_left(stdout, costs[0].workload, NAME);
	for (unsigned int s = 0; s < nr; s++)
		printf("%*.2f", (int)FIGURE, costs[s].instructions);
	putchar('\n');
	for (unsigned int s = 0; s < nr && before->nr; s++) {
		double was = px_baseline_cost(before, costs[s].workload, costs[s].side);
		enum px_change change = px_baseline_change(was, costs[s].instructions);

		if (change == PX_CHANGE_NEW)
			printf("    %s: new\n", costs[s].side);
		else if (change != PX_CHANGE_NONE)
			printf("    %s: %s by %.2f than the %.2f of the baseline\n", costs[s].side,
			       words[change], fabs(costs[s].instructions - was), was);
		longer += change == PX_CHANGE_LONGER;
	}
	return longer;
}

static int print_end(const struct request *r, const struct px_baseline *before,
		     const char *why, unsigned int longer)
{
	putchar('\n');
	if (!before->nr)
		px_text_sentence(stdout, "", "no baseline%s%s%s", r->baseline ? " in " : "",
				 r->baseline ? r->baseline : "", why);
	else
		px_text_sentence(stdout, "", "%u of %u costs are longer than in the baseline%s",
				 longer, before->nr, longer ? ": if that is meant, make icount-update" : "");
	px_text_sentence(stdout, "", "The loop itself is in every figure: it is the first row. An "
			 "instruction is not a moment: figures tell how long a path is, not how fast "
			 "it is taken. Within 0.5 %% or a quarter of an instruction, it is the same.");
	return longer ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

static int tell(const struct request *r, const struct px_results *results,
		const struct px_baseline *costs, const struct px_environment *stamp)
{
	static struct px_baseline before;
	unsigned int sides = results->plan->nr_sides, longer = 0;
	char reason[128] = "", why[192] = "";
	int err = r->baseline ? px_baseline_read(&before, r->baseline, stamp, reason,
						 sizeof(reason)) : 0;

	if (err)
		before.nr = 0;
	if (err && err != -ESTALE && err != -ENOENT)
		return px_fail("%s: %s", r->baseline, reason);
	snprintf(why, sizeof(why), "%s%s", err ? ": " : "", err ? reason : "");
	print_head(results->plan, stamp);
	for (unsigned int i = 0; i < costs->nr; i += sides)
		longer += print_row(&costs->costs[i], sides, &before);
	return print_end(r, &before, why, longer);
}

static int keep(const char *path, const struct px_baseline *costs, const struct px_environment *stamp)
{
	struct px_atomic_file out;
	int err = px_atomic_file_open(&out, path);

	if (!err)
		err = px_atomic_file_close(&out, px_baseline_write(out.file, costs, stamp));
	return err ? px_fail("%s: %s", path, strerror(-err)) : PX_EXIT_FINE;
}

static int report(const struct request *r, const struct px_results *results,
		  const struct px_environment *stamp)
{
	static struct px_baseline costs;
	int status, kept;

	if (px_check_status_exit(results))
		return px_fail("a check did not hold, or a run failed (parallax run tells which)");
	take_costs(results, &costs);
	status = tell(r, results, &costs, stamp);
	kept = r->write ? keep(r->write, &costs, stamp) : PX_EXIT_FINE;
	return kept ? kept : status;
}

static int measure(const struct request *r, const struct px_environment *stamp)
{
	static const struct px_sizes sizes = {
		.steps = { .count = 1, .values = { 1 } }, .batches = { .count = 1, .values = { 64 } },
	};
	struct px_side_set sides = { 0 };
	struct px_plan plan = { .rounds = ROUNDS, .seed = 1 };
	struct px_results results;
	struct px_bench_case *cells = make_cells(&plan.nr_cases);
	int err, status;

	for (const struct px_side *const *side = px_sides; *side; side++)
		px_side_set_add(&sides, *side, &sizes);
	plan.cases = cells;
	plan.sides = sides.list;
	plan.nr_sides = sides.nr;
	err = cells ? px_plan_run(&plan, stderr, &results) : -ENOMEM;
	status = err ? px_fail("%s", strerror(-err)) : report(r, &results, stamp);
	if (cells)
		px_results_free(&results);
	free(cells);
	return status;
}

static int parse(struct request *r, int argc, char **argv)
{
	for (int i = 1; i < argc; i += 2) {
		const char **value = !strcmp(argv[i], "--baseline") ? &r->baseline :
				     !strcmp(argv[i], "--write") ? &r->write : NULL;

		if (!value || i + 1 == argc || !*argv[i + 1])
			return px_usage_error("'%s': expected --baseline FILE or --write FILE", argv[i]);
		*value = argv[i + 1];
	}
	return PX_EXIT_FINE;
}

static int run(int argc, char **argv)
{
	struct request request = { NULL, NULL };
	struct px_environment stamp;
	struct px_info module;
	char why[PX_WHY_SIZE];
	int status = parse(&request, argc, argv);

	if (status)
		return status;
	if (!clock_counts())
		return px_fail("this clock does not count instructions (make icount has one that does)");
	if (px_device_info(&module, why, sizeof(why)))
		return px_fail("%s", why);
	if (px_environment_read(&stamp, &module))
		return px_fail("the machine cannot be read");
	return measure(&request, &stamp);
}

const struct px_command px_command_icount = {
	.name = "icount",
	.summary = "what an operation costs in executed instructions (make icount)",
	.run = run,
	.help =
"usage: parallax icount [--baseline FILE] [--write FILE]\n"
"\n"
"Where the clock counts executed instructions, as in QEMU's -icount with one CPU: what each\n"
"workload costs that one thread can do alone, on every side. Two runs agree to 0.1 %, on\n"
"any machine, idle or not.\n"
"\n"
"  --baseline FILE    say what is longer than it was then; without one for this kernel,\n"
"                     libc and compiler, say so\n"
"  --write FILE       keep the costs as such a baseline\n"
"\n"
"Exit status: 0 fine; 1 something is longer by more than 0.5 % and a quarter of an\n"
"instruction, or could not be measured; 2 usage.\n",
};
