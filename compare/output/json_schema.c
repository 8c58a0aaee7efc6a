// SPDX-License-Identifier: GPL-2.0-only
#include <stddef.h>
#include <string.h>
#include "measure/environment.h"
#include "measure/kind.h"
#include "measure/results.h"
#include "json_schema.h"

/* The macro S is the struct that a table describes. */
#define AT(member)	.offset = offsetof(S, member), .size = sizeof(((S *)NULL)->member)
#define FLAG(name, member)	{ .key = name, .kind = PX_JSON_FLAG, AT(member) }
#define INTEGER(name, member, least, most) \
	{ .key = name, .kind = PX_JSON_INTEGER, AT(member), .min = least, .max = most }
#define COUNT(name, member)	INTEGER(name, member, 0, PX_MAX_JSON_INTEGER)
#define DIGITS(name, member)	{ .key = name, .kind = PX_JSON_DIGITS, AT(member) }
#define TEXT(name, member)	{ .key = name, .kind = PX_JSON_TEXT, AT(member) }
#define OPTIONAL_TEXT(name, member) \
	{ .key = name, .kind = PX_JSON_TEXT, .optional = true, AT(member) }
#define STRING(name, member)	{ .key = name, .kind = PX_JSON_STRING, AT(member) }
#define NAME(name, as, member) \
	{ .key = name, .kind = as, AT(member), .min = 1, .max = PX_NAME_SIZE - 1 }

#define S	struct px_environment
static const struct px_json_field program_fields[] = {
	TEXT("compiler", user_compiler),
	TEXT("flags", user_flags),
	TEXT("source_hash", user_hash),
	OPTIONAL_TEXT("own_hash", user_own_hash),
	{ 0 }
};

static const struct px_json_field limit_fields[] = {
	TEXT("cgroup", limits.cgroup),
	TEXT("cpu", limits.cpu),
	TEXT("threads", limits.threads),
	INTEGER("threads_left", limits.threads_left, 0, INT32_MAX),
	TEXT("others", limits.others),
	TEXT("unknown", limits.unknown),
	TEXT("changed", limits.changed),
	{ 0 }
};

const struct px_json_field px_environment_fields[] = {
	TEXT("kernel", kernel),
	TEXT("machine", machine),
	TEXT("preemption", preempt),
	TEXT("accelerator", accelerator),
	FLAG("emulated", emulated),
	OPTIONAL_TEXT("kernel_side", remote),
	OPTIONAL_TEXT("deviating", deviating),
	TEXT("cpu_model", cpu_model),
	INTEGER("cpus_online", cpus_online, 1, 1 << 20),
	INTEGER("cpus_allowed", cpus_allowed, 1, 1 << 20),
	TEXT("smt", smt),
	TEXT("cpufreq_governor", governor),
	OPTIONAL_TEXT("boost", boost),
	OPTIONAL_TEXT("isolated_cpus", isolated),
	OPTIONAL_TEXT("nohz_full_cpus", nohz_full),
	OPTIONAL_TEXT("cpus_used", cpus_used),
	OPTIONAL_TEXT("clocksource", clocksource),
	OPTIONAL_TEXT("transparent_hugepages", huge_pages),
	OPTIONAL_TEXT("mitigations", mitigations),
	OPTIONAL_TEXT("kernel_command_line", command_line),
	{ .key = "limits", .kind = PX_JSON_OBJECT, .optional = true, .fields = limit_fields },
	TEXT("libc", libc),
	TEXT("hardware_counters", counters),
	{ .key = "program", .kind = PX_JSON_OBJECT, .optional = true, .fields = program_fields },
	{ 0 }
};

const struct px_json_field px_module_fields[] = {
	TEXT("compiler", module_compiler),
	TEXT("source_hash", module_hash),
	OPTIONAL_TEXT("own_hash", module_own_hash),
	{ 0 }
};
#undef S

#define S	struct px_plan
const struct px_json_field px_plan_fields[] = {
	INTEGER("seed", seed, 0, PX_MAX_SEED),
	INTEGER("rounds", rounds, 1, PX_MAX_ROUNDS),
	FLAG("timed_pass", timed),
	{ 0 }
};
#undef S

#define S	struct px_results
const struct px_json_field px_progress_fields[] = {
	INTEGER("runs_planned", planned, 0, UINT32_MAX),
	INTEGER("runs_made", made, 0, UINT32_MAX),
	{ 0 }
};
#undef S

#define S	struct px_side
const struct px_json_field px_side_fields[] = {
	NAME("name", PX_JSON_STRING, name),
	NAME("kind", PX_JSON_STRING, kind),
	INTEGER("batch", batch, 0, PX_MAX_BATCH),
	FLAG("polled", polled),
	{ 0 }
};
#undef S

const struct px_json_field px_absent_fields[] = {
	{ .key = "absent_reason", .kind = PX_JSON_TEXT, .size = PX_WHY_SIZE },
	{ 0 }
};

static const char *const pins[] = {
	[PX_PIN_NONE] = "none",
	[PX_PIN_SPREAD] = "spread",
	[PX_PIN_ONE] = "one",
};

#define S	struct px_run_spec
static const struct px_json_field run_spec_fields[] = {
	INTEGER("threads", threads, 1, PX_MAX_THREADS),
	{ .key = "pin", .kind = PX_JSON_WORD, AT(pin), .words = pins, .max = PX_PIN_ONE },
	INTEGER("duration_ns", duration_ns, 0, PX_MAX_DURATION_NS),
	INTEGER("ops", ops, 0, PX_MAX_OPS),
	INTEGER("hold_ns", hold_ns, 0, PX_MAX_BUSY_NS),
	INTEGER("think_ns", think_ns, 0, PX_MAX_BUSY_NS),
	INTEGER("read_share", read_share, 0, 100),
	INTEGER("lines", lines, 0, PX_MAX_LINES),
	INTEGER("payload", payload, 0, PX_MAX_PAYLOAD),
	INTEGER("capacity", capacity, 0, PX_MAX_CAPACITY),
	{ .key = "kind", .kind = PX_JSON_WORD, .optional = true, AT(kind), .words = px_kind_names,
	  .max = PX_KINDS - 1 },
	{ .key = "rate", .kind = PX_JSON_INTEGER, .optional = true, AT(rate),
	  .max = PX_MAX_RATE },
	{ 0 }
};
#undef S

#define S	struct px_bench_case
const struct px_json_field px_case_fields[] = {
	NAME("workload", PX_JSON_STRING, workload),
	FLAG("broken", broken),
	{ .key = "same_findings", .kind = PX_JSON_FLAG, .optional = true, AT(same) },
	{ .key = "run_spec", .kind = PX_JSON_OBJECT, AT(spec), .fields = run_spec_fields },
	{ 0 }
};
#undef S

#define S	struct px_kind_use
const struct px_json_field px_lock_fields[] = {
	{ .key = "kernel", .kind = PX_JSON_STRING, AT(kernel), .min = 1, .max = 63 },
	{ .key = "user", .kind = PX_JSON_STRING, AT(user), .min = 1, .max = 63 },
	{ 0 }
};
#undef S

#define S	struct px_input_file
const struct px_json_field px_input_fields[] = {
	STRING("path", path),
	INTEGER("lines", lines, 0, PX_MAX_LINES),
	{ 0 }
};
#undef S

#define S	struct px_round
const struct px_json_field px_round_fields[] = {
	INTEGER("order", order, 0, UINT32_MAX),
	INTEGER("error", record.error, -4095, 0),
	{ .key = "max_queue_depth", .kind = PX_JSON_INTEGER, .optional = true,
	  AT(record.depth), .max = PX_MAX_JSON_INTEGER },
	{ 0 }
};
#undef S

#define S	struct px_worker_result
const struct px_json_field px_worker_fields[] = {
	COUNT("ops", ops),
	COUNT("start_ns", start_ns),
	COUNT("end_ns", end_ns),
	COUNT("cpu_ns", cpu_ns),
	COUNT("voluntary_switches", voluntary_switches),
	COUNT("involuntary_switches", involuntary_switches),
	COUNT("hold_ns", hold_ns),
	COUNT("think_ns", think_ns),
	{ 0 }
};
#undef S

#define S	struct px_finding
const struct px_json_field px_finding_fields[] = {
	NAME("check", PX_JSON_TEXT, what),
	DIGITS("expected", expected),
	DIGITS("observed", observed),
	{ 0 }
};
#undef S

#define S	struct px_histogram
const struct px_json_field px_latency_fields[] = {
	COUNT("clock_ns", clock_ns),
	COUNT("max_ns", max_ns),
	{ 0 }
};
#undef S

const char *px_json_key_1(const char *key)
{
	static const char *const renamed[][2] = {
		{ "environment", "stamp" },
		{ "cpufreq_governor", "governor" },
		{ "hardware_counters", "counters" },
		{ "debug_options", "debug" },
		{ "timed_pass", "timed" },
		{ "absent_reason", "absent" },
		{ "cases", "cells" },
		{ "same_findings", "same" },
		{ "run_spec", "spec" },
		{ "input_file", "input" },
		{ "path", "file" },
		{ "timed_round", "timed" },
		{ "check", "what" },
		{ "max_queue_depth", "depth" },
		{ "max_ns", "max" },
	};

	for (size_t i = 0; i < sizeof(renamed) / sizeof(renamed[0]); i++)
		if (!strcmp(renamed[i][0], key))
			return renamed[i][1];
	return key;
}
