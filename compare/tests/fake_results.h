/* SPDX-License-Identifier: GPL-2.0-only */
/* Results without running anything: sides that never run, and rounds filled in by the test. */
#ifndef PX_FAKE_RESULTS_H
#define PX_FAKE_RESULTS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "measure/results.h"
#include "measure/environment.h"

static const struct px_side fake_kernel = { .name = "kernel" };
static const struct px_side fake_user = { .name = "user" };
static const struct px_side *const fake_pair[] = { &fake_kernel, &fake_user };

static const struct px_environment fake_environment = {
	.kernel = "6.12.117+deb12-amd64",
	.machine = "x86_64",
	.preempt = "voluntary",
	.accelerator = "KVM guest",
	.cpu_model = "AMD EPYC",
	.cpus_online = 2,
	.cpus_allowed = 2,
	.smt = "off",
	.boost = "on",
	.libc = "glibc 2.36",
	.counters = "instructions; n/a: cycles, cache misses (why)",
	.user_compiler = "gcc 12.2.0",
	.user_flags = "-O2",
	.user_hash = "0123456789abcdef0123456789abcdef",
	.user_own_hash = "1123456789abcdef0123456789abcdef",
	.has_module = true,
	.module_compiler = "gcc 12.2.0",
	.module_hash = "0123456789abcdef0123456789abcdef",
	.module_own_hash = "2123456789abcdef0123456789abcdef",
};

/* All workers run for the whole wall time; each operation takes ns_per_op. */
static inline void fake_record(struct px_record *rec, uint32_t threads,
			       double ns_per_op)
{
	const uint64_t ops = 1000;

	px_record_free(rec);
	rec->workers = calloc(threads, sizeof(*rec->workers));
	if (!rec->workers)
		abort();
	rec->nr_workers = threads;
	for (uint32_t i = 0; i < threads; i++) {
		rec->workers[i].ops = ops;
		rec->workers[i].end_ns = (uint64_t)(ns_per_op * (double)ops);
	}
}

static inline void fake_finding(struct px_record *rec, const char *what,
				uint64_t expected, uint64_t observed)
{
	struct px_finding *f = &rec->findings[rec->nr_findings++];

	snprintf(f->what, sizeof(f->what), "%s", what);
	f->expected = expected;
	f->observed = observed;
}

/* One valid round of a case on a side. */
static inline struct px_record *fake_round(struct px_results *results,
					   unsigned int bench_case, unsigned int side,
					   unsigned int nth, double ns_per_op)
{
	struct px_round *round = px_results_round(results, bench_case, side, nth);

	round->made = true;
	fake_record(&round->record, results->plan->cases[bench_case].spec.threads,
		    ns_per_op);
	return &round->record;
}

/* All rounds of a case on a side, with some scatter; all checks are ok. */
static inline void fake_rounds(struct px_results *results, unsigned int bench_case,
			       unsigned int side, double ns_per_op)
{
	for (unsigned int r = 0; r < results->plan->rounds; r++) {
		double scatter = 1 + 0.01 * ((r * 7 + side * 3) % 5);

		fake_finding(fake_round(results, bench_case, side, r, ns_per_op * scatter),
			     "count", 1000, 1000);
	}
}

/* A timed pass: 995 steps take ns, and 5 take 1000 times as long. */
static inline void fake_timed(struct px_results *results, unsigned int bench_case,
			      unsigned int side, uint64_t ns)
{
	unsigned int pass = results->plan->rounds;
	struct px_record *rec = fake_round(results, bench_case, side, pass, (double)ns);

	rec->latency = calloc(1, sizeof(*rec->latency));
	if (!rec->latency)
		abort();
	px_histogram_add(rec->latency, ns, 995);
	px_histogram_add(rec->latency, 1000 * ns, 5);
	rec->latency->clock_ns = 20;
}

/* The output of a print function. The caller must free it. */
static inline char *fake_print(int (*print)(FILE *, const struct px_results *,
					    const struct px_environment *),
					    const struct px_results *results,
					    const struct px_environment *environment)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out || print(out, results, environment) || fclose(out))
		abort();
	return text;
}

#endif /* PX_FAKE_RESULTS_H */
