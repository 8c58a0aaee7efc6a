// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "number.h"

/* A number at *text, which then points behind it. */
static bool scan(const char **text, unsigned long long least, unsigned long long most, unsigned long long *value)
{
	char *end;

	if (!isdigit((unsigned char)**text))
		return false;
	errno = 0;
	*value = strtoull(*text, &end, 10);
	*text = end;
	return !errno && *value >= least && *value <= most;
}

bool px_number_whole(const char *text, unsigned long long least, unsigned long long most, unsigned long long *value)
{
	return scan(&text, least, most, value) && !*text;
}

bool px_number_seconds(const char *text, unsigned long long most, unsigned long long *ns)
{
	char *end;
	double seconds;

	if (strspn(text, "0123456789.") != strlen(text))
		return false;
	seconds = strtod(text, &end);
	if (end == text || *end || seconds > (double)most / 1e9)
		return false;
	*ns = (unsigned long long)(seconds * 1e9 + 0.5);
	return *ns > 0;
}

static bool append(struct px_list *list, unsigned long long value)
{
	if (list->count == PX_MAX_LIST)
		return false;
	list->values[list->count++] = (uint32_t)value;
	return true;
}

static bool append_range(struct px_list *list, unsigned long long first, unsigned long long last, unsigned long long step)
{
	while (first <= last) {
		if (!append(list, first))
			return false;
		first += step;
	}
	return true;
}

static bool scan_item(const char **text, uint32_t least, uint32_t most, struct px_list *list)
{
	unsigned long long first, last, step;

	if (!strncmp(*text, "ncpu", 4)) {
		*text += 4;
		first = (unsigned long long)sysconf(_SC_NPROCESSORS_ONLN);
		return first >= least && first <= most && append(list, first);
	}
	if (!scan(text, least, most, &first))
		return false;
	if (**text != ':')
		return append(list, first);
	++*text;
	if (!scan(text, first, most, &last) || *(*text)++ != ':' || !scan(text, 1, most, &step))
		return false;
	return append_range(list, first, last, step);
}

bool px_number_list(const char *text, uint32_t least, uint32_t most, struct px_list *list)
{
	list->count = 0;
	for (;;) {
		if (!scan_item(&text, least, most, list))
			return false;
		if (!*text)
			return true;
		if (*text++ != ',')
			return false;
	}
}

uint32_t px_list_least(const struct px_list *list)
{
	uint32_t least = list->values[0];

	for (unsigned int i = 1; i < list->count; i++)
		if (list->values[i] < least)
			least = list->values[i];
	return least;
}

uint32_t px_list_most(const struct px_list *list)
{
	uint32_t most = list->values[0];

	for (unsigned int i = 1; i < list->count; i++)
		if (list->values[i] > most)
			most = list->values[i];
	return most;
}

bool px_number_cpus(const char *text, cpu_set_t *cpus)
{
	CPU_ZERO(cpus);
	for (;;) {
		unsigned long long first, last;

		if (!scan(&text, 0, CPU_SETSIZE - 1, &first))
			return false;
		last = first;
		if (*text == '-') {
			text++;
			if (!scan(&text, first, CPU_SETSIZE - 1, &last))
				return false;
		}
		for (unsigned long long cpu = first; cpu <= last; cpu++)
			CPU_SET(cpu, cpus);
		if (!*text)
			return true;
		if (*text++ != ',')
			return false;
	}
}
