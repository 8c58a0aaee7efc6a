// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include "debug_options.h"
#include "stats/latency.h"
#include "json_encode.h"

#define DIGITS	12	/* of a real number */

json_t *px_encode_number(double value)
{
	return isfinite(value) ? json_real(value) : json_null();
}

/* Text from elsewhere need not be UTF-8, which JSON demands. */
json_t *px_encode_text(const char *value)
{
	json_t *string = value[0] ? json_string(value) : json_null();

	return string ? string : json_string("(not UTF-8)");
}

json_t *px_encode_count(uint64_t value)
{
	return json_integer((json_int_t)value);
}

json_t *px_encode_decimal(uint64_t value)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRIu64, value);
	return json_string(digits);
}

void px_encode_append(json_t **array, json_t *item)
{
	if (!json_array_append_new(*array, item))
		return;
	json_decref(*array);
	*array = NULL;
}

void px_encode_set(json_t **object, const char *key, json_t *item)
{
	if (!json_object_set_new(*object, key, item))
		return;
	json_decref(*object);
	*object = NULL;
}

static json_t *pack_module(const struct px_environment *stamp)
{
	json_t *debug;

	if (!stamp->has_module)
		return json_null();
	debug = json_array();
	for (unsigned int i = 0; px_debug_name(stamp->debug, i); i++)
		px_encode_append(&debug, px_encode_text(px_debug_name(stamp->debug, i)));
	return json_pack("{s:o, s:o, s:o}",
			 "compiler", px_encode_text(stamp->module_compiler),
			 "source_hash", px_encode_text(stamp->module_hash),
			 "debug", debug);
}

json_t *px_encode_stamp(const struct px_environment *stamp)
{
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:b, s:o, s:i, s:i, s:o, s:o,"
			 " s:o, s:o, s:o, s:{s:o, s:o, s:o}, s:o}",
			 "parallax", PX_VERSION,
			 "kernel", px_encode_text(stamp->kernel),
			 "machine", px_encode_text(stamp->machine),
			 "preemption", px_encode_text(stamp->preempt),
			 "accelerator", px_encode_text(stamp->accelerator),
			 "emulated", stamp->emulated,
			 "cpu_model", px_encode_text(stamp->cpu_model),
			 "cpus_online", (int)stamp->cpus_online,
			 "cpus_allowed", (int)stamp->cpus_allowed,
			 "smt", px_encode_text(stamp->smt),
			 "governor", px_encode_text(stamp->governor),
			 "libc", px_encode_text(stamp->libc),
			 "counters", px_encode_text(stamp->counters),
			 "steal_share", px_encode_number(px_environment_steal_share(stamp)),
			 "program",
			 "compiler", px_encode_text(stamp->user_compiler),
			 "flags", px_encode_text(stamp->user_flags),
			 "source_hash", px_encode_text(stamp->user_hash),
			 "module", pack_module(stamp));
}

json_t *px_encode_spec(const struct px_run_spec *spec)
{
	static const char *const pins[] = {
		[PX_PIN_NONE] = "none",
		[PX_PIN_SPREAD] = "spread",
		[PX_PIN_ONE] = "one",
	};
	bool known = spec->pin < sizeof(pins) / sizeof(pins[0]);

	return json_pack("{s:i, s:o, s:o, s:o, s:o, s:o, s:i, s:o, s:i, s:i}",
			 "threads", (int)spec->threads,
			 "pin", px_encode_text(known ? pins[spec->pin] : ""),
			 "duration_ns", px_encode_count(spec->duration_ns),
			 "ops", px_encode_count(spec->ops),
			 "hold_ns", px_encode_count(spec->hold_ns),
			 "think_ns", px_encode_count(spec->think_ns),
			 "read_share", (int)spec->read_share,
			 "lines", px_encode_count(spec->lines),
			 "payload", (int)spec->payload,
			 "capacity", (int)spec->capacity);
}

json_t *px_encode_workers(const struct px_record *rec)
{
	json_t *workers = json_array();

	for (uint32_t i = 0; i < rec->nr_workers; i++) {
		const struct px_worker_result *w = &rec->workers[i];

		px_encode_append(&workers, json_pack(
			"{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
			"ops", px_encode_count(w->ops),
			"start_ns", px_encode_count(w->start_ns),
			"end_ns", px_encode_count(w->end_ns),
			"cpu_ns", px_encode_count(w->cpu_ns),
			"voluntary_switches", px_encode_count(w->voluntary_switches),
			"involuntary_switches", px_encode_count(w->involuntary_switches),
			"hold_ns", px_encode_count(w->hold_ns),
			"think_ns", px_encode_count(w->think_ns)));
	}
	return workers;
}

/* Those that are not empty: the least value, and how many. */
static json_t *pack_buckets(const struct px_histogram *latency)
{
	json_t *buckets = json_array();

	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++)
		if (latency->buckets[i])
			px_encode_append(&buckets, json_pack("[o, o]",
				px_encode_count(px_histogram_low(i)),
				px_encode_count(latency->buckets[i])));
	return buckets;
}

json_t *px_encode_latency(const struct px_histogram *latency)
{
	if (!latency)
		return json_null();
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
			 "steps", px_encode_count(px_latency_steps(latency)),
			 "clock_ns", px_encode_count(latency->clock_ns),
			 "p50", px_encode_number(px_latency_quantile(latency, 0.5)),
			 "p90", px_encode_number(px_latency_quantile(latency, 0.9)),
			 "p99", px_encode_number(px_latency_quantile(latency, 0.99)),
			 "p999", px_encode_number(px_latency_quantile(latency, 0.999)),
			 "max", px_encode_count(latency->max_ns),
			 "buckets", pack_buckets(latency));
}

/* What was not counted is null. */
json_t *px_encode_counters(const struct px_record *rec)
{
	json_t *counters = rec->counted ? json_object() : json_null();

	for (unsigned int i = 0; rec->counted && i < PX_COUNTERS; i++)
		px_encode_set(&counters, px_counter_names[i], rec->counted & 1u << i ?
			    px_encode_count(rec->counts[i]) : json_null());
	return counters;
}

json_t *px_encode_findings(const struct px_record *rec)
{
	json_t *findings = json_array();

	for (uint32_t i = 0; i < rec->nr_findings; i++) {
		const struct px_finding *f = &rec->findings[i];

		px_encode_append(&findings, json_pack("{s:o, s:o, s:o, s:b}",
			"what", px_encode_text(f->what),
			"expected", px_encode_decimal(f->expected),
			"observed", px_encode_decimal(f->observed),
			"as_expected", f->expected == f->observed));
	}
	return findings;
}

int px_encode_write(FILE *out, json_t *document)
{
	size_t flags = JSON_INDENT(1) | JSON_REAL_PRECISION(DIGITS);
	int err = 0;

	if (!document)
		return -ENOMEM;
	errno = 0;
	if (json_dumpf(document, out, flags) || fputc('\n', out) == EOF ||
	    fflush(out) || ferror(out))
		err = errno ? -errno : -EIO;
	json_decref(document);
	return err;
}
