// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "check_status.h"

/* Sums over the rounds of one case on one side. */
struct tally {
	unsigned int made, findings;
	unsigned int errors, failures;		/* rounds */
	int first_error;			/* -errno */
	const struct px_finding *first_failure;
	const struct px_finding *unequal, *peer;	/* of two sides, different in one round */
	unsigned int peer_side;
	double expected, lost, surplus;		/* sums over all findings */
};

static void tally_finding(struct tally *tally, const struct px_finding *f)
{
	tally->findings++;
	tally->expected += (double)f->expected;
	if (f->observed == f->expected)
		return;
	if (!tally->first_failure)
		tally->first_failure = f;
	if (f->observed < f->expected)
		tally->lost += (double)(f->expected - f->observed);
	else
		tally->surplus += (double)(f->observed - f->expected);
}

static void tally_round(struct tally *tally, const struct px_round *round)
{
	const struct px_record *rec = &round->record;

	if (!round->made)
		return;
	tally->made++;
	if (!px_round_valid(round)) {
		if (!tally->errors++)
			tally->first_error = round->error ? round->error : rec->error;
		return;
	}
	tally->failures += !px_record_as_expected(rec);
	for (uint32_t i = 0; i < rec->nr_findings; i++)
		tally_finding(tally, &rec->findings[i]);
}

/* Compares the findings of two sides in one round. */
static void tally_peer(struct tally *tally, const struct px_round *round,
		       const struct px_round *other, unsigned int side)
{
	if (tally->unequal || !px_round_valid(round) || !px_round_valid(other))
		return;
	for (uint32_t i = 0; i < round->record.nr_findings; i++) {
		const struct px_finding *f = &round->record.findings[i];
		const struct px_finding *g = &other->record.findings[i];

		if (i < other->record.nr_findings && f->observed == g->observed)
			continue;
		tally->unequal = f;
		tally->peer = g;
		tally->peer_side = side;
		return;
	}
}

static void tally_peers(struct tally *tally, const struct px_results *results,
			unsigned int bench_case, unsigned int side)
{
	const struct px_plan *plan = results->plan;

	for (unsigned int s = 0; s < plan->nr_sides; s++)
		for (unsigned int r = 0; s != side && r < plan->rounds; r++)
			tally_peer(tally, px_results_round(results, bench_case, side, r),
				   px_results_round(results, bench_case, s, r), s);
}

static struct tally take_tally(const struct px_results *results,
			       unsigned int bench_case, unsigned int side)
{
	struct tally tally = { 0 };

	for (unsigned int r = 0; r < px_plan_passes(results->plan); r++)
		tally_round(&tally, px_results_round(results, bench_case, side, r));
	if (results->plan->cases[bench_case].same)
		tally_peers(&tally, results, bench_case, side);
	return tally;
}

static enum px_outcome outcome_of(const struct tally *tally, bool broken)
{
	if (!tally->made)
		return PX_OUTCOME_ABSENT;
	if (tally->errors)
		return PX_OUTCOME_ERROR;
	if (tally->first_failure || tally->unequal)
		return broken ? PX_OUTCOME_SHOWN : PX_OUTCOME_FAILED;
	if (!tally->findings)
		return PX_OUTCOME_UNCHECKED;
	return broken ? PX_OUTCOME_NONE_SHOWN : PX_OUTCOME_OK;
}

/* " in 2 of 11 rounds"; empty for all rounds. */
static void describe_rounds(char *text, size_t size, unsigned int n, unsigned int made)
{
	text[0] = '\0';
	if (n < made)
		snprintf(text, size, " in %u of %u rounds", n, made);
}

static void describe_error(const struct tally *tally, struct px_check_status *status)
{
	char rounds[48];

	describe_rounds(rounds, sizeof(rounds), tally->errors, tally->made);
	snprintf(status->text, sizeof(status->text), "error: %s%s",
		 strerror(-tally->first_error), rounds);
}

static void describe_failure(const struct tally *tally, struct px_check_status *status)
{
	const struct px_finding *f = tally->first_failure;
	char rounds[48];

	describe_rounds(rounds, sizeof(rounds), tally->failures, tally->made);
	snprintf(status->text, sizeof(status->text),
		 "failed: %s expected %" PRIu64 ", observed %" PRIu64 "%s",
		 f->what, (uint64_t)f->expected, (uint64_t)f->observed, rounds);
}

static void describe_difference(const struct tally *tally, const char *other,
				struct px_check_status *status)
{
	snprintf(status->text, sizeof(status->text),
		 "failed: %s is %" PRIu64 ", but %s found %" PRIu64, tally->unequal->what,
		 (uint64_t)tally->unequal->observed, other, (uint64_t)tally->peer->observed);
}

/* Updates were lost, or there were too many. */
static void describe_fault(const struct tally *tally, struct px_check_status *status)
{
	bool lost = tally->lost > 0;
	double amount = lost ? tally->lost : tally->surplus;
	double percent = 100 * amount / tally->expected;
	size_t n;

	n = (size_t)snprintf(status->text, sizeof(status->text),
			     lost ? "lost %.0f" : "%.0f too many", amount);
	if (!(tally->expected > 0))
		return;
	if (percent < 0.05)
		snprintf(status->text + n, sizeof(status->text) - n,
			 " (< 0.1 %%)");
	else
		snprintf(status->text + n, sizeof(status->text) - n,
			 " (%.1f %%)", percent);
}

void px_check_status_get(const struct px_results *results, unsigned int bench_case,
			 unsigned int side, struct px_check_status *status)
{
	struct tally tally = take_tally(results, bench_case, side);

	status->outcome = outcome_of(&tally, results->plan->cases[bench_case].broken);
	status->differs = status->outcome == PX_OUTCOME_FAILED && !tally.first_failure;
	if (status->outcome == PX_OUTCOME_ERROR)
		describe_error(&tally, status);
	else if (status->outcome == PX_OUTCOME_FAILED && tally.first_failure)
		describe_failure(&tally, status);
	else if (status->outcome == PX_OUTCOME_FAILED)
		describe_difference(&tally, results->plan->sides[tally.peer_side]->name, status);
	else if (status->outcome == PX_OUTCOME_SHOWN)
		describe_fault(&tally, status);
	else
		snprintf(status->text, sizeof(status->text), "%s",
			 px_outcome_word(status->outcome));
}

bool px_check_status_sound(const struct px_results *results, unsigned int bench_case,
			   unsigned int side)
{
	struct px_check_status status;

	px_check_status_get(results, bench_case, side, &status);
	return status.outcome < PX_OUTCOME_FAILED;
}

const char *px_outcome_word(enum px_outcome outcome)
{
	static const char *const words[] = {
		[PX_OUTCOME_ABSENT] = "absent",
		[PX_OUTCOME_OK] = "ok",
		[PX_OUTCOME_UNCHECKED] = "no check",
		[PX_OUTCOME_NONE_SHOWN] = "none shown",
		[PX_OUTCOME_SHOWN] = "fault shown",
		[PX_OUTCOME_FAILED] = "failed",
		[PX_OUTCOME_ERROR] = "error",
	};

	return words[outcome];
}

int px_check_status_exit(const struct px_results *results)
{
	const struct px_plan *plan = results->plan;
	enum px_outcome worst = PX_OUTCOME_ABSENT;
	struct px_check_status status;

	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		for (unsigned int s = 0; s < plan->nr_sides; s++) {
			px_check_status_get(results, c, s, &status);
			if (status.outcome > worst)
				worst = status.outcome;
		}
	}
	return worst == PX_OUTCOME_ABSENT || worst >= PX_OUTCOME_SHOWN;
}
