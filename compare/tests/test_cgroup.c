// SPDX-License-Identifier: GPL-2.0-only
/* The limits of the program's cgroups, from a tree of files in a temporary folder. */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "measure/cgroup.h"
#include "tap.h"

#define CPUS	2

static char root[] = "/tmp/parallax-cgroup-XXXXXX";

static void make_folders(char *path)
{
	for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
		*at = '\0';
		if (mkdir(path, 0700) && errno != EEXIST)
			abort();
		*at = '/';
	}
}

/* Writes a file below root. */
static void put(const char *path, const char *text)
{
	char full[PATH_MAX];
	FILE *file;

	snprintf(full, sizeof(full), "%s%s", root, path);
	make_folders(full);
	file = fopen(full, "w");
	if (!file || fputs(text, file) < 0 || fclose(file))
		abort();
}

/* A fresh tree: version 2, with the program in path; 2 CPUs. */
static void begin(const char *path)
{
	char command[PATH_MAX], text[PATH_MAX];

	snprintf(command, sizeof(command), "rm -rf %s/*", root);
	if (system(command))
		abort();
	snprintf(text, sizeof(text), "0::%s\n", path);
	put("/proc/self/cgroup", text);
	put("/proc/self/mountinfo",
	    "22 1 0:5 / /proc rw - proc proc rw\n"
	    "30 22 0:27 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw\n");
	put("/sys/devices/system/cpu/online", "0-1\n");
	put("/sys/fs/cgroup/cgroup.procs", "1\n");
}

static void put_group(const char *path, const char *file, const char *text)
{
	char full[PATH_MAX];

	snprintf(full, sizeof(full), "/sys/fs/cgroup%s/cgroup.procs", path);
	put(full, "1\n");
	snprintf(full, sizeof(full), "/sys/fs/cgroup%s/cgroup.events", path);
	put(full, "populated 1\n");
	snprintf(full, sizeof(full), "/sys/fs/cgroup%s/%s", path, file);
	put(full, text);
}

static bool is(const char *what, const char *text, const char *expected)
{
	if (!strcmp(text, expected))
		return true;
	printf("# %s: \"%s\", expected \"%s\"\n", what, text, expected);
	return false;
}

static bool reads(const char *cpu, const char *others, const char *unknown)
{
	struct px_limits limits;

	px_cgroup_read(&limits, root, CPUS);
	return is("cpu", limits.cpu, cpu) & is("others", limits.others, others) &
		is("unknown", limits.unknown, unknown);
}

static void test_cpu(void)
{
	begin("/a/b");
	put_group("/a/b", "cpu.max", "max 100000\n");
	put_group("/a", "cpu.max", "max 100000\n");
	put_group("/a", "cpu.weight", "100\n");
	tap_ok(reads("", "", ""), "no limit");
	put_group("/a", "cpu.max", "20000 100000\n");
	tap_ok(reads("cpu.max 20 % of a CPU in /a", "", ""), "a limit of a cgroup above");
	put_group("/a/b", "cpu.max", "20000 10000\n");
	put_group("/a", "cpu.max", "max 100000\n");
	tap_ok(reads("", "cpu.max 200 % of a CPU in /a/b", ""), "a limit of all CPUs");
	put_group("/a/b", "cpu.max", "max 10000\n");
	put_group("/a/b", "cpu.weight", "50\n");
	put_group("/a/b", "cpu.idle", "0\n");
	put_group("/a", "cpu.idle", "1\n");
	put_group("/a", "cpu.uclamp.max", "50.00\n");
	tap_ok(reads("cpu.weight 50 in /a/b; cpu.idle 1 in /a; cpu.uclamp.max 50.00 in /a", "",
		     ""), "weights");
}

static void test_others(void)
{
	struct px_limits limits;

	begin("/a");
	put_group("/a", "memory.max", "1048576\n");
	put_group("/a", "memory.high", "max\n");
	put_group("/a", "cpuset.cpus.effective", "1\n");
	put_group("/a", "pids.max", "10\n");
	put_group("/a", "pids.current", "7\n");
	tap_ok(reads("", "cpuset 1 in /a; memory.max 1048576 in /a", ""), "CPUs and memory");
	px_cgroup_read(&limits, root, CPUS);
	tap_ok(is("threads", limits.threads, "pids.max 10 in /a") && limits.threads_left == 3 &&
	       is("cgroup", limits.cgroup, "/a"), "threads: 3 of 10 are left");
	put_group("/a", "cpuset.cpus.effective", "0-1\n");
	put_group("/a", "pids.max", "max\n");
	put_group("/a", "memory.max", "max\n");
	tap_ok(reads("", "", ""), "no other limit");
	px_cgroup_read(&limits, root, CPUS);
	tap_ok(!*limits.threads, "no limit of threads");
}

/* What is not seen is not "no limit". */
static void test_hidden(void)
{
	char link[PATH_MAX];

	begin("/");
	tap_ok(reads("", "", ""), "the root cgroup has no limit");
	put_group("", "cpu.max", "max 100000\n");
	tap_ok(reads("", "", "the cgroups above /sys/fs/cgroup are hidden"),
	       "a namespace hides the cgroups above");
	put_group("", "cpu.max", "50000 100000\n");
	tap_ok(reads("cpu.max 50 % of a CPU in /", "",
		     "the cgroups above /sys/fs/cgroup are hidden"),
	       "the limit of a namespace's root is seen");
	begin("/../x");
	tap_ok(reads("", "", "cgroup /../x is outside of the namespace"),
	       "a cgroup outside of the namespace");
	begin("/gone");
	tap_ok(reads("", "", "/gone is not below /sys/fs/cgroup"), "a cgroup without files");
	begin("/a");
	put("/proc/self/mountinfo", "22 1 0:5 / /proc rw - proc proc rw\n");
	tap_ok(reads("", "", "no mount shows cgroup /a"), "cgroups are not mounted");
	begin("/");
	put("/proc/self/mountinfo", "22 1 0:5 / /proc rw - proc proc rw\n");
	tap_ok(reads("", "", ""), "they are not mounted, and the program is in the root");
	put("/proc/self/ns/x", "");
	snprintf(link, sizeof(link), "%s/proc/self/ns/cgroup", root);
	tap_ok(!symlink("cgroup:[4026532000]", link) &&
	       reads("", "", "no mount shows cgroup /"), "or in the root of a namespace");
}

/* A container whose mount shows only its own cgroup. */
static void test_mounted_part(void)
{
	begin("/docker/id/b");
	put("/proc/self/mountinfo",
	    "30 22 0:27 /docker/id /sys/fs/cgroup ro - cgroup2 cgroup rw\n");
	put_group("", "cpu.max", "max 100000\n");
	put_group("/b", "cpu.weight", "1\n");
	tap_ok(reads("cpu.weight 1 in /b", "", "the cgroups above /sys/fs/cgroup are hidden"),
	       "a mount of a part of the tree");
	put("/proc/self/mountinfo",
	    "30 22 0:27 /docker/other /sys/fs/cgroup ro - cgroup2 cgroup rw\n");
	tap_ok(reads("", "", "no mount shows cgroup /docker/id/b"), "a mount of another part");
}

static void test_version_1(void)
{
	begin("/");
	put("/proc/self/cgroup", "4:cpu,cpuacct:/a\n3:pids:/\n1:name=systemd:/x\n");
	put("/proc/self/mountinfo",
	    "31 30 0:28 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n"
	    "32 30 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n");
	put("/sys/fs/cgroup/pids/cgroup.procs", "");
	put("/sys/fs/cgroup/pids/release_agent", "");
	put("/sys/fs/cgroup/cpu,cpuacct/release_agent", "");
	put("/sys/fs/cgroup/cpu,cpuacct/a/cgroup.procs", "");
	put("/sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_period_us", "100000\n");
	put("/sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us", "-1\n");
	put("/sys/fs/cgroup/cpu,cpuacct/a/cpu.shares", "1024\n");
	tap_ok(reads("", "", ""), "version 1: no limit");
	put("/sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us", "30000\n");
	put("/sys/fs/cgroup/cpu,cpuacct/a/cpu.shares", "2\n");
	tap_ok(reads("cpu.cfs_quota_us 30 % of a CPU in /a; cpu.shares 2 in /a", "", ""),
	       "version 1: a quota and shares");
}

int main(void)
{
	char command[PATH_MAX];

	if (!mkdtemp(root))
		abort();
	test_cpu();
	test_others();
	test_hidden();
	test_mounted_part();
	test_version_1();
	snprintf(command, sizeof(command), "rm -r %s", root);
	tap_ok(!system(command), "the tree is removed");
	return tap_done();
}
