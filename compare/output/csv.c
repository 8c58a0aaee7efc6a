// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include "csv.h"

static void put_text(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text; text++) {
		if (*text == '"')
			fputc('"', out);
		fputc(*text, out);
	}
	fputs("\",", out);
}

static void put_count(FILE *out, uint64_t value)
{
	fprintf(out, "%" PRIu64 ",", value);
}

/* An unknown number is empty. */
static void put_number(FILE *out, double value)
{
	if (isfinite(value))
		fprintf(out, "%.12g", value);
	fputc(',', out);
}

static void put_spec(FILE *out, const struct px_run_spec *spec)
{
	put_count(out, spec->threads);
	put_count(out, spec->pin);
	put_count(out, spec->duration_ns);
	put_count(out, spec->ops);
	put_count(out, spec->hold_ns);
	put_count(out, spec->think_ns);
	put_count(out, spec->read_share);
	put_count(out, spec->payload);
	put_count(out, spec->capacity);
	put_count(out, spec->lines);
	put_count(out, spec->kind);
	put_count(out, spec->rate);
}

static void put_counters(FILE *out, const struct px_record *rec)
{
	for (unsigned int i = 0; i < PX_COUNTERS; i++) {
		fputc(',', out);
		if (rec->counted & 1u << i)
			fprintf(out, "%" PRIu64, rec->counts[i]);
	}
}

static void put_round(FILE *out, const struct px_round *round)
{
	const struct px_record *rec = &round->record;
	uint64_t cpu = 0, voluntary = 0, involuntary = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++) {
		cpu += rec->workers[i].cpu_ns;
		voluntary += rec->workers[i].voluntary_switches;
		involuntary += rec->workers[i].involuntary_switches;
	}
	put_count(out, round->order);
	fprintf(out, "%d,", round->error ? round->error : rec->error);
	put_count(out, px_record_ops(rec));
	put_count(out, px_record_wall_ns(rec));
	put_number(out, px_record_ns_per_op(rec));
	put_number(out, px_record_overlap(rec));
	put_number(out, px_record_unevenness(rec));
	put_count(out, cpu);
	put_count(out, voluntary);
	put_count(out, involuntary);
	put_count(out, rec->depth);
	fprintf(out, "%d", px_record_as_expected(rec));
	put_counters(out, rec);
	fputs("\r\n", out);
}

int px_csv_write(FILE *out, const struct px_results *results,
		 const struct px_environment *environment)
{
	const struct px_plan *plan = results->plan;

	errno = 0;
	fputs("kernel,accelerator,workload,side,round,timed,threads,pin,duration_ns,ops_each,"
	      "hold_ns,think_ns,read_share,payload,capacity,lines,kind,rate,order,error,ops,"
	      "wall_ns,ns_per_op,overlap,unevenness,cpu_ns,voluntary_switches,involuntary_switches,"
	      "depth,as_expected,cycles,instructions,cache_misses\r\n", out);
	for (unsigned int c = 0; c < plan->nr_cases; c++) {
		for (unsigned int s = 0; s < plan->nr_sides; s++) {
			for (unsigned int r = 0; r < px_plan_passes(plan); r++) {
				const struct px_round *round = px_results_round(results, c, s, r);

				if (!round->made)
					continue;
				put_text(out, environment->kernel);
				put_text(out, environment->accelerator);
				put_text(out, plan->cases[c].workload);
				put_text(out, plan->sides[s]->name);
				put_count(out, r);
				put_count(out, r == plan->rounds);
				put_spec(out, &plan->cases[c].spec);
				put_round(out, round);
			}
		}
	}
	if (fflush(out) || ferror(out))
		return errno ? -errno : -EIO;
	return 0;
}
