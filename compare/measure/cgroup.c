// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cgroup_level.h"

#define INITIAL_NAMESPACE	"cgroup:[4026531835]"	/* PROC_CGROUP_INIT_INO of the kernel */

/* A hierarchy of cgroups, and the program's place in it. */
struct hierarchy {
	struct px_cgroup_level level;	/* at first, the program's cgroup */
	const char *controllers;	/* of version 1 */
	const char *path;		/* of the program, as /proc/self/cgroup names it */
};

static void append(char *text, const char *format, va_list args)
{
	size_t used = strlen(text);

	used += (size_t)snprintf(text + used, PX_LIMIT_TEXT - used, "%s", used ? "; " : "");
	if (used < PX_LIMIT_TEXT)
		vsnprintf(text + used, PX_LIMIT_TEXT - used, format, args);
}

void px_limit_append(char *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	append(text, format, args);
	va_end(args);
}

void px_limit_threads(struct px_limits *limits, uint64_t left, const char *format, ...)
{
	va_list args;

	if (!*limits->threads || left < limits->threads_left)
		limits->threads_left = left < INT32_MAX ? (uint32_t)left : INT32_MAX;
	va_start(args, format);
	append(limits->threads, format, args);
	va_end(args);
}

static bool exists(const struct hierarchy *h, const char *file)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s%s%s/%s", h->level.root, h->level.mount, h->level.below,
		 file);
	return !access(path, F_OK);
}

/* Only the root has no cgroup.events; in version 1, only the root has a release_agent. */
static bool is_root(const struct hierarchy *h)
{
	return h->level.v2 ? !exists(h, "cgroup.events") : exists(h, "release_agent");
}

static void read_levels(struct hierarchy *h)
{
	if (!exists(h, "cgroup.procs")) {
		px_limit_append(h->level.limits->unknown, "%.60s is not below %.40s", h->path,
				h->level.mount);
		return;
	}
	px_cgroup_cpuset_read(&h->level);
	px_cgroup_level_read(&h->level);
	while (*h->level.below) {
		*strrchr(h->level.below, '/') = '\0';
		px_cgroup_level_read(&h->level);
	}
	if (!is_root(h))
		px_limit_append(h->level.limits->unknown, "the cgroups above %.60s are hidden",
				h->level.mount);
}

/* One of the names in a list is the controller. */
static bool has_name(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = list; (at = strstr(at, name)); at++)
		if ((at == list || at[-1] == ',') && (!at[n] || strchr(",\n", at[n])))
			return true;
	return false;
}

/* Fills mount and below, if this line of mountinfo is a mount that shows the program's cgroup. */
static bool match_mount(struct hierarchy *h, char *line)
{
	char mounted[PX_CGROUP_PATH], type[32], options[PX_CGROUP_PATH] = "";
	char *end = strstr(line, " - ");
	size_t n;

	if (!end || sscanf(line, "%*s %*s %*s %1023s %1023s", mounted, h->level.mount) != 2 ||
	    sscanf(end, " - %31s %*s %1023s", type, options) < 1 || strchr(h->level.mount, '\\'))
		return false;
	if (strcmp(type, h->level.v2 ? "cgroup2" : "cgroup"))
		return false;
	if (!h->level.v2 && !has_name(options, h->controllers))
		return false;
	n = strcmp(mounted, "/") ? strlen(mounted) : 0;
	if (strncmp(h->path, mounted, n) || (h->path[n] && h->path[n] != '/'))
		return false;
	snprintf(h->level.below, sizeof(h->level.below), "%s", h->path + n);
	if (!strcmp(h->level.below, "/"))
		h->level.below[0] = '\0';
	return true;
}

static bool find_mount(struct hierarchy *h)
{
	char path[PATH_MAX], *line = NULL;
	bool found = false;
	size_t size = 0;
	FILE *file;

	snprintf(path, sizeof(path), "%s/proc/self/mountinfo", h->level.root);
	file = fopen(path, "re");
	while (file && !found && getline(&line, &size, file) > 0)
		found = match_mount(h, line);
	free(line);
	if (file)
		fclose(file);
	return found;
}

static bool in_initial_namespace(const char *root)
{
	char path[PATH_MAX], name[64] = "";

	snprintf(path, sizeof(path), "%s/proc/self/ns/cgroup", root);
	return readlink(path, name, sizeof(name) - 1) < 0 ? errno == ENOENT :
		!strcmp(name, INITIAL_NAMESPACE);
}

static void read_hierarchy(struct hierarchy *h)
{
	if (strstr(h->path, "/.."))
		px_limit_append(h->level.limits->unknown,
				"cgroup %.60s is outside of the namespace", h->path);
	else if (find_mount(h))
		read_levels(h);
	else if (strcmp(h->path, "/") || !in_initial_namespace(h->level.root))
		px_limit_append(h->level.limits->unknown, "no mount shows cgroup %.60s", h->path);
}

/* A line of /proc/self/cgroup: "NUMBER:CONTROLLERS:PATH". Version 2 has no controllers. */
static void read_entry(struct px_limits *limits, const char *root, unsigned int cpus, char *line)
{
	struct hierarchy h = { .level = { .root = root, .limits = limits, .cpus = cpus } };
	static const char *const known[] = { "cpu", "pids", "memory", "cpuset" };
	char *controllers = strchr(line, ':'), *path;

	path = controllers ? strchr(controllers + 1, ':') : NULL;
	if (!path)
		return;
	*path++ = '\0';
	path[strcspn(path, "\n")] = '\0';
	h.path = path;
	h.level.v2 = !strncmp(line, "0:", 2);
	if (strlen(path) > strlen(limits->cgroup))
		snprintf(limits->cgroup, sizeof(limits->cgroup), "%.*s", PX_LIMIT_TEXT - 1, path);
	if (h.level.v2)
		read_hierarchy(&h);
	for (size_t i = 0; !h.level.v2 && i < sizeof(known) / sizeof(known[0]); i++) {
		h.controllers = known[i];
		if (has_name(controllers + 1, known[i])) {
			read_hierarchy(&h);
			return;
		}
	}
}

void px_cgroup_read(struct px_limits *limits, const char *root, unsigned int cpus)
{
	char path[PATH_MAX], *line = NULL;
	size_t size = 0;
	FILE *file;

	*limits = (struct px_limits){ 0 };
	snprintf(path, sizeof(path), "%s/proc/self/cgroup", root);
	file = fopen(path, "re");
	if (!file) {
		/* A kernel without cgroups has the other files of /proc. */
		snprintf(path, sizeof(path), "%s/proc/self/mountinfo", root);
		if (access(path, R_OK))
			px_limit_append(limits->unknown, "/proc/self/cgroup cannot be read");
		return;
	}
	while (getline(&line, &size, file) > 0)
		read_entry(limits, root, cpus, line);
	free(line);
	fclose(file);
}
