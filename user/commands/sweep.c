// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "measure/kind.h"
#include "sweep.h"

struct dimension {
	bool (*parse)(const char *text, const struct dimension *d, struct px_list *list);
	unsigned long long least, most;
	unsigned int multiple;		/* each number must be a multiple of it */
	unsigned int unit;		/* of a duration without a unit */
	const char *expected;
};

static bool numbers(const char *text, const struct dimension *d, struct px_list *list)
{
	if (!px_parse_list(text, d->least, d->most, list))
		return false;
	for (unsigned int i = 0; i < list->count; i++)
		if (list->values[i] % d->multiple)
			return false;
	return true;
}

static bool duration(const char *text, const struct dimension *d, struct px_list *list)
{
	return px_parse_duration_list(text, d->unit, d->least, d->most, list);
}

static bool pins(const char *text, const struct dimension *d, struct px_list *list)
{
	static const char *const names[] = {
		[PX_PIN_NONE] = "none", [PX_PIN_SPREAD] = "spread", [PX_PIN_ONE] = "one", NULL,
	};

	return px_parse_words(text, names, list);
}

static bool kinds(const char *text, const struct dimension *d, struct px_list *list)
{
	return px_parse_words(text, px_kind_names, list);
}

#define LISTS	", such as 1,2,4 or 1:9:2 or 1:16:x2, at most 64 values"

static const struct dimension dimensions[PX_DIMENSIONS] = {
	[PX_DIM_THREADS] = { numbers, 1, PX_MAX_THREADS, 1, 0,
		"shapes, or ncpu and numbers from 1 to 1024, such as 1,2,4 or 1-4 or 1:16:x2, "
		"at most 64 values" },
	[PX_DIM_SECONDS] = { duration, 1, PX_MAX_DURATION_NS, 0, PX_UNIT_S,
		"durations above 0, up to 60 s, such as 0.1,1 or 50ms" },
	[PX_DIM_OPS] = { numbers, 1, PX_MAX_OPS, 1, 0, "1 to 1000000000000" LISTS },
	[PX_DIM_HOLD] = { duration, 0, PX_MAX_BUSY_NS, 0, PX_UNIT_NS,
		"0 to 50 ms, in ns or with a unit as in 1us" LISTS },
	[PX_DIM_THINK] = { duration, 0, PX_MAX_BUSY_NS, 0, PX_UNIT_NS,
		"0 to 50 ms, in ns or with a unit as in 1us" LISTS },
	[PX_DIM_READ_SHARE] = { numbers, 0, 100, 1, 0, "0 to 100 percent" LISTS },
	[PX_DIM_LINES] = { numbers, 1, PX_MAX_LINES, 1, 0, "1 to 10000000" LISTS },
	[PX_DIM_PAYLOAD] = { numbers, 8, PX_MAX_PAYLOAD, 8, 0,
		"8 to 4096 bytes, a multiple of 8" LISTS },
	[PX_DIM_CAPACITY] = { numbers, 1, PX_MAX_CAPACITY, 1, 0,
		"1 to 65536 messages" LISTS },
	[PX_DIM_KIND] = { kinds, 0, 0, 1, 0,
		"all, or default, adaptive, pi, errorcheck or writer, or a list of them" },
	[PX_DIM_RATE] = { numbers, 1, PX_MAX_RATE, 1, 0,
		"1 to 1000000000 operations per second" LISTS },
	[PX_DIM_PIN] = { pins, 0, 0, 1, 0, "none, spread or one, or a list of them" },
};

void px_sweep_put(struct px_run_spec *spec, enum px_dimension d, uint64_t value)
{
	switch (d) {
	case PX_DIM_THREADS:
		spec->threads = (uint32_t)value;
		break;
	case PX_DIM_SECONDS:
		spec->duration_ns = value;
		break;
	case PX_DIM_OPS:
		spec->ops = value;
		break;
	case PX_DIM_HOLD:
		spec->hold_ns = value;
		break;
	case PX_DIM_THINK:
		spec->think_ns = value;
		break;
	case PX_DIM_READ_SHARE:
		spec->read_share = (uint32_t)value;
		break;
	case PX_DIM_LINES:
		spec->lines = value;
		break;
	case PX_DIM_PAYLOAD:
		spec->payload = (uint32_t)value;
		break;
	case PX_DIM_CAPACITY:
		spec->capacity = (uint32_t)value;
		break;
	case PX_DIM_KIND:
		spec->kind = (uint32_t)value;
		break;
	case PX_DIM_RATE:
		spec->rate = value;
		break;
	default:
		spec->pin = (uint32_t)value;
	}
}

static void add_shape(struct px_list *list, uint64_t threads)
{
	unsigned int i = list->count;

	if (threads > PX_MAX_THREADS || i == PX_MAX_LIST)
		return;
	while (i && list->values[i - 1] > threads)
		i--;
	if (i && list->values[i - 1] == threads)
		return;
	memmove(&list->values[i + 1], &list->values[i],
		(list->count - i) * sizeof(list->values[0]));
	list->values[i] = threads;
	list->count++;
}

/* Sets threads to 1, powers of two, the CPUs, 1.25 and 4 times the CPUs; and all on one CPU. */
static void set_shapes(struct px_sweep *sweep)
{
	struct px_list *list = &sweep->lists[PX_DIM_THREADS];
	uint64_t cpus = px_allowed_cpus();

	list->count = 0;
	for (uint64_t n = 1; n < 4 * cpus; n *= 2)
		add_shape(list, n);
	add_shape(list, cpus);
	add_shape(list, (5 * cpus + 3) / 4);
	add_shape(list, 4 * cpus);
	sweep->all_on_one = cpus > 1 ? (uint32_t)cpus : 2;
}

static void set_all_kinds(struct px_sweep *sweep)
{
	struct px_list *list = &sweep->lists[PX_DIM_KIND];

	for (list->count = 0; list->count < PX_KINDS; list->count++)
		list->values[list->count] = list->count;
	sweep->all_kinds = true;
}

const char *px_sweep_set(struct px_sweep *sweep, enum px_dimension d, const char *text)
{
	if (d == PX_DIM_THREADS)
		sweep->all_on_one = 0;
	if (d == PX_DIM_THREADS && !strcmp(text, "shapes"))
		return set_shapes(sweep), NULL;
	if (d == PX_DIM_KIND)
		sweep->all_kinds = false;
	if (d == PX_DIM_KIND && !strcmp(text, "all"))
		return set_all_kinds(sweep), NULL;
	return dimensions[d].parse(text, &dimensions[d], &sweep->lists[d]) ? NULL :
	       dimensions[d].expected;
}

static unsigned int values_of(const struct px_sweep *sweep, unsigned int d)
{
	return sweep->lists[d].count ? sweep->lists[d].count : 1;
}

/* The combinations of all dimensions but the first, which is threads. */
static unsigned int count_others(const struct px_sweep *sweep)
{
	unsigned int n = 1;

	for (unsigned int d = 1; d < PX_DIMENSIONS && n <= PX_MAX_SPECS; d++)
		n *= values_of(sweep, d);
	return n;
}

unsigned int px_sweep_count(const struct px_sweep *sweep)
{
	unsigned int n = count_others(sweep) * (values_of(sweep, 0) + !!sweep->all_on_one);

	return n <= PX_MAX_SPECS ? n : PX_MAX_SPECS + 1;
}

struct px_run_spec px_sweep_spec(const struct px_sweep *sweep, unsigned int nth)
{
	struct px_run_spec spec = sweep->base;
	bool on_one_cpu = nth >= count_others(sweep) * values_of(sweep, 0);

	for (unsigned int d = PX_DIMENSIONS; d--;) {
		unsigned int values = values_of(sweep, d);

		if (sweep->lists[d].count)
			px_sweep_put(&spec, d, sweep->lists[d].values[nth % values]);
		nth /= values;
	}
	if (on_one_cpu) {
		spec.threads = sweep->all_on_one;
		spec.pin = PX_PIN_ONE;
	}
	return spec;
}
