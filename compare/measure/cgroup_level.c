// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cgroup_level.h"
#include "read_line.h"

#define V1_UNLIMITED	(1ull << 62)	/* bytes: memory.limit_in_bytes without a limit */

static const char *name_of(const struct px_cgroup_level *c)
{
	return *c->below ? c->below : "/";
}

/* Reads a file of the cgroup. False: it has none. A file that cannot be read may be a limit. */
static bool read_file(const struct px_cgroup_level *c, const char *file, char *text)
{
	int err = px_read_line(text, PX_LIMIT_TEXT, "%s%s%s/%s", c->root, c->mount, c->below, file);

	if (err && err != -ENOENT && err != -EOPNOTSUPP && !*c->limits->unknown)
		px_limit_append(c->limits->unknown, "%s of %.60s cannot be read", file,
				name_of(c));
	return !err && *text;
}

static void add_bandwidth(const struct px_cgroup_level *c, const char *file, double quota,
			  double period)
{
	bool reached = period > 0 && quota / period < c->cpus;

	px_limit_append(reached ? c->limits->cpu : c->limits->others,
			"%s %.3g %% of a CPU in %.60s", file, 100 * quota / period, name_of(c));
}

static void read_bandwidth(const struct px_cgroup_level *c)
{
	char quota[PX_LIMIT_TEXT], period[PX_LIMIT_TEXT], *rest;
	double q;

	if (c->v2) {
		if (!read_file(c, "cpu.max", quota))
			return;
		q = strtod(quota, &rest);
		if (rest != quota)
			add_bandwidth(c, "cpu.max", q, strtod(rest, NULL));
	} else if (read_file(c, "cpu.cfs_quota_us", quota) && *quota != '-' &&
		   read_file(c, "cpu.cfs_period_us", period)) {
		add_bandwidth(c, "cpu.cfs_quota_us", strtod(quota, NULL), strtod(period, NULL));
	}
}

/* What gives CPU time or frequency to the tasks of a cgroup, and its value without a limit. */
static const struct share {
	const char *file, *usual;
} shares[] = {
	{ "cpu.weight", "100" },
	{ "cpu.idle", "0" },
	{ "cpu.uclamp.min", "0.00" },
	{ "cpu.uclamp.max", "max" },
	{ "cpu.shares", "1024" },
};

static void read_shares(const struct px_cgroup_level *c)
{
	char text[PX_LIMIT_TEXT];

	for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
		if (read_file(c, shares[i].file, text) && strcmp(text, shares[i].usual))
			px_limit_append(c->limits->cpu, "%s %.20s in %.60s", shares[i].file, text,
					name_of(c));
}

static void read_pids(const struct px_cgroup_level *c)
{
	char most[PX_LIMIT_TEXT], now[PX_LIMIT_TEXT];
	uint64_t left;

	if (!read_file(c, "pids.max", most) || !strcmp(most, "max"))
		return;
	read_file(c, "pids.current", now);
	left = strtoull(most, NULL, 10);
	left -= left < strtoull(now, NULL, 10) ? left : strtoull(now, NULL, 10);
	px_limit_threads(c->limits, left, "pids.max %.20s in %.60s", most, name_of(c));
}

static void read_memory(const struct px_cgroup_level *c)
{
	static const char *const files[] = { "memory.max", "memory.high", "memory.limit_in_bytes" };
	char text[PX_LIMIT_TEXT];

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if (read_file(c, files[i], text) && strcmp(text, "max") &&
		    strtoull(text, NULL, 10) < V1_UNLIMITED)
			px_limit_append(c->limits->others, "%s %.20s in %.40s", files[i], text,
					name_of(c));
}

void px_cgroup_cpuset_read(const struct px_cgroup_level *c)
{
	char cpus[PX_LIMIT_TEXT], online[PX_LIMIT_TEXT];

	if (!read_file(c, c->v2 ? "cpuset.cpus.effective" : "cpuset.effective_cpus", cpus))
		return;
	px_read_line(online, sizeof(online), "%s/sys/devices/system/cpu/online", c->root);
	if (strcmp(cpus, online))
		px_limit_append(c->limits->others, "cpuset %.60s in %.40s", cpus, name_of(c));
}

void px_cgroup_level_read(const struct px_cgroup_level *c)
{
	read_bandwidth(c);
	read_shares(c);
	read_pids(c);
	read_memory(c);
}
