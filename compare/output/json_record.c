// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include "stats/latency.h"
#include "json_encode.h"
#include "json_record.h"
#include "json_schema.h"

/* The buckets that are not empty: the lower bound, and the number of steps. */
static json_t *encode_buckets(const struct px_histogram *latency)
{
	json_t *buckets = json_array();

	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++)
		if (latency->buckets[i])
			px_encode_append(&buckets, json_pack("[o, o]",
				px_encode_count(px_histogram_low(i)),
				px_encode_count(latency->buckets[i])));
	return buckets;
}

static json_t *encode_latency(const struct px_histogram *latency)
{
	json_t *object;

	if (!latency)
		return json_null();
	object = json_pack("{s:o, s:o, s:o, s:o, s:o}",
			   "steps", px_encode_count(px_latency_steps(latency)),
			   "p50_ns", px_encode_number(px_latency_percentile(latency, 0.5)),
			   "p90_ns", px_encode_number(px_latency_percentile(latency, 0.9)),
			   "p99_ns", px_encode_number(px_latency_percentile(latency, 0.99)),
			   "p999_ns", px_encode_number(px_latency_percentile(latency, 0.999)));
	object = px_json_fields_encode(object, px_latency_fields, latency);
	px_encode_set(&object, "buckets", encode_buckets(latency));
	return object;
}

static json_t *encode_counters(const struct px_record *rec)
{
	json_t *counters = rec->counted ? json_object() : json_null();

	for (unsigned int i = 0; rec->counted && i < PX_COUNTERS; i++)
		px_encode_set(&counters, px_counter_names[i], rec->counted & 1u << i ?
			      px_encode_count(rec->counts[i]) : json_null());
	return counters;
}

static json_t *encode_findings(const struct px_record *rec)
{
	json_t *findings = json_array();

	for (uint32_t i = 0; i < rec->nr_findings; i++) {
		const struct px_finding *f = &rec->findings[i];
		json_t *finding = px_json_fields_encode(json_object(), px_finding_fields, f);

		px_encode_set(&finding, "as_expected", json_boolean(f->expected == f->observed));
		px_encode_append(&findings, finding);
	}
	return findings;
}

json_t *px_encode_round(json_t *object, const struct px_round *made)
{
	struct px_round round = *made;
	const struct px_record *rec = &made->record;

	if (round.error)
		round.record.error = round.error;
	object = px_json_fields_encode(object, px_round_fields, &round);
	px_encode_set(&object, "ops", px_encode_count(px_record_ops(rec)));
	px_encode_set(&object, "wall_ns", px_encode_count(px_record_wall_ns(rec)));
	px_encode_set(&object, "overlap", px_encode_number(px_record_overlap(rec)));
	px_encode_set(&object, "ns_per_op", px_encode_number(px_record_ns_per_op(rec)));
	px_encode_set(&object, "unevenness", px_encode_number(px_record_unevenness(rec)));
	px_encode_set(&object, "max_over_min", px_encode_number(px_record_max_over_min(rec)));
	px_encode_set(&object, "counters", encode_counters(rec));
	px_encode_set(&object, "workers",
		      px_json_array_encode(px_worker_fields, rec->workers, rec->nr_workers,
					   sizeof(*rec->workers)));
	px_encode_set(&object, "findings", encode_findings(rec));
	px_encode_set(&object, "latency", encode_latency(rec->latency));
	return object;
}

static void read_counters(struct px_json_reader *r, const json_t *counters, struct px_record *rec)
{
	for (unsigned int i = 0; i < PX_COUNTERS; i++) {
		const char *name = px_counter_names[i];
		const json_t *counter = json_object_get(counters, name);
		json_int_t count = json_integer_value(counter);

		if (!json_is_integer(counter))
			continue;
		if (count < 0 || count > PX_MAX_JSON_INTEGER)
			px_json_refuse(r, counters, name, -EINVAL, "expected an integer: 0 to %lld",
				       PX_MAX_JSON_INTEGER);
		rec->counts[i] = (uint64_t)count;
		rec->counted |= 1u << i;
	}
}

static void read_buckets(struct px_json_reader *r, const json_t *buckets, struct px_histogram *h)
{
	const json_t *bucket;
	size_t i;

	json_array_foreach(buckets, i, bucket) {
		json_int_t low = json_integer_value(json_array_get(bucket, 0));
		json_int_t count = json_integer_value(json_array_get(bucket, 1));

		if (json_array_size(bucket) == 2 && low >= 0 && count >= 1)
			h->buckets[px_histogram_bucket((uint64_t)low)] += (uint64_t)count;
		else
			px_json_refuse(r, bucket, NULL, -EINVAL,
				       "expected a pair: a time and a number of steps");
	}
}

static void read_latency(struct px_json_reader *r, const json_t *latency, struct px_record *rec)
{
	if (!json_is_object(latency) || r->err)
		return;
	rec->latency = calloc(1, sizeof(*rec->latency));
	if (!rec->latency) {
		px_json_refuse(r, latency, NULL, -ENOMEM, "not enough memory");
		return;
	}
	px_json_fields_decode(r, latency, px_latency_fields, rec->latency);
	read_buckets(r, px_json_array(r, latency, "buckets", 0, SIZE_MAX), rec->latency);
}

void px_decode_round(struct px_json_reader *r, const json_t *from, struct px_round *round)
{
	const json_t *workers = px_json_array(r, from, "workers", 0, PX_MAX_THREADS);
	const json_t *findings = px_json_array(r, from, "findings", 0, PX_MAX_FINDINGS);
	struct px_record *rec = &round->record;
	void *to = rec->findings;

	px_json_fields_decode(r, from, px_round_fields, round);
	rec->nr_workers = px_json_array_decode(r, workers, px_worker_fields,
					       (void **)&rec->workers, sizeof(*rec->workers));
	rec->nr_findings = px_json_array_decode(r, findings, px_finding_fields, &to,
						sizeof(*rec->findings));
	read_counters(r, px_json_member(r, from, "counters"), rec);
	read_latency(r, px_json_member(r, from, "latency"), rec);
}
