// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <stddef.h>
#include <string.h>
#include "measure/debug_options.h"
#include "measure/text.h"
#include "environment_lines.h"

/* A property: a text of the structure, or a function that makes one. */
struct line {
	const char *label;
	size_t offset;
	void (*make)(const struct px_environment *environment, char *text, size_t size);
	const char *empty;		/* what an empty text means; NULL: unknown */
};

static void make_cpus(const struct px_environment *e, char *text, size_t size)
{
	snprintf(text, size, "%u online, %u allowed", e->cpus_online, e->cpus_allowed);
}

static void make_debug(const struct px_environment *e, char *text, size_t size)
{
	text[0] = '\0';
	for (unsigned int i = 0; px_debug_name(e->debug, i); i++)
		snprintf(text + strlen(text), size - strlen(text), "%s%s", i ? ", " : "",
			 px_debug_name(e->debug, i));
}

#define AT(label, member) \
	{ label, offsetof(struct px_environment, member), NULL, NULL }
#define LIMIT(label, member) \
	{ label, offsetof(struct px_environment, limits.member), NULL, "none seen" }

static const struct line lines[] = {
	AT("kernel", kernel),
	AT("preemption", preempt),
	AT("kernel command line", command_line),
	AT("machine", machine),
	AT("accelerator", accelerator),
	{ "side kernel", offsetof(struct px_environment, remote), NULL, "on this kernel" },
	AT("CPU", cpu_model),
	{ "CPUs", 0, make_cpus, NULL },
	AT("CPUs used", cpus_used),
	AT("isolated CPUs", isolated),
	AT("nohz_full CPUs", nohz_full),
	AT("SMT", smt),
	AT("governor", governor),
	AT("boost", boost),
	AT("mitigations", mitigations),
	AT("clock source", clocksource),
	AT("huge pages", huge_pages),
	AT("cgroup", limits.cgroup),
	LIMIT("limits of CPU time", cpu),
	LIMIT("limits of threads", threads),
	LIMIT("other limits", others),
	{ "hidden limits", offsetof(struct px_environment, limits.unknown), NULL, "none" },
	{ "changed in the run", offsetof(struct px_environment, limits.changed), NULL, "nothing" },
	AT("hardware counters", counters),
	AT("C library", libc),
	AT("program built by", user_compiler),
	AT("workloads' flags", user_flags),
	AT("shared source", user_hash),
	AT("program source", user_own_hash),
	AT("module built by", module_compiler),
	AT("module source", module_own_hash),
	{ "debug options", 0, make_debug, "none" },
};

#define NR_LINES	(sizeof(lines) / sizeof(lines[0]))

static void get_text(const struct line *line, const struct px_environment *e, char *text,
		     size_t size)
{
	if (line->make)
		line->make(e, text, size);
	else
		snprintf(text, size, "%s", (const char *)e + line->offset);
	if (!*text)
		snprintf(text, size, "%s", line->empty ? line->empty : "unknown");
}

static void print_line(FILE *out, const char *label, const char *when, const char *text)
{
	char heading[64];

	snprintf(heading, sizeof(heading), "%-*s%s", (int)PX_ENVIRONMENT_LABEL, label, when);
	px_text_sentence(out, heading, "%s", text);
}

void px_environment_lines_print(FILE *out, const struct px_environment *environment)
{
	char text[PX_ENVIRONMENT_LONG];

	for (size_t i = 0; i < NR_LINES; i++) {
		get_text(&lines[i], environment, text, sizeof(text));
		print_line(out, lines[i].label, "", text);
	}
}

void px_environment_lines_diff(FILE *out, const struct px_environment *before,
			       const struct px_environment *after)
{
	char a[PX_ENVIRONMENT_LONG], b[PX_ENVIRONMENT_LONG];

	for (size_t i = 0; i < NR_LINES; i++) {
		get_text(&lines[i], before, a, sizeof(a));
		get_text(&lines[i], after, b, sizeof(b));
		if (!strcmp(a, b))
			continue;
		print_line(out, lines[i].label, "before  ", a);
		print_line(out, "", "after   ", b);
	}
}
