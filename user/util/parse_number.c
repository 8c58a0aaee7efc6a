// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "parse_number.h"

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

bool px_parse_whole(const char *text, unsigned long long least, unsigned long long most, unsigned long long *value)
{
	return scan(&text, least, most, value) && !*text;
}

bool px_parse_seconds(const char *text, unsigned long long most, unsigned long long *ns)
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
	list->values[list->count++] = value;
	return true;
}

static bool append_range(struct px_list *list, unsigned long long first, unsigned long long last,
			 unsigned long long step, unsigned long long factor)
{
	while (first <= last) {
		if (!append(list, first))
			return false;
		first = first * factor + step;
	}
	return true;
}

/* Whether a factor begins here, which *text then points at. */
static bool skip_times(const char **text)
{
	static const char *const signs[] = { "x", "*", "×" };

	for (unsigned int i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t length = strlen(signs[i]);

		if (!strncmp(*text, signs[i], length)) {
			*text += length;
			return true;
		}
	}
	return false;
}

/* FIRST has been read, and the colon after it. */
static bool scan_range(const char **text, unsigned long long first, unsigned long long most,
		       struct px_list *list)
{
	unsigned long long last, by;

	if (!scan(text, first, most, &last) || *(*text)++ != ':')
		return false;
	if (skip_times(text))
		return first && scan(text, 2, most, &by) && append_range(list, first, last, 0, by);
	return scan(text, 1, most, &by) && append_range(list, first, last, by, 1);
}

static bool scan_item(const char **text, uint64_t least, uint64_t most, struct px_list *list)
{
	unsigned long long first;

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
	return scan_range(text, first, most, list);
}

bool px_parse_list(const char *text, uint64_t least, uint64_t most, struct px_list *list)
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

/* The item at *text, cut out; *text then points behind it and its comma. */
static bool cut_item(const char **text, char *item, size_t size)
{
	size_t length = strcspn(*text, ",");

	if (!length || length >= size)
		return false;
	memcpy(item, *text, length);
	item[length] = '\0';
	*text += length;
	return !**text || *++*text;
}

bool px_parse_seconds_list(const char *text, uint64_t most, struct px_list *list)
{
	char item[32];
	unsigned long long ns;

	for (list->count = 0; *text;)
		if (!cut_item(&text, item, sizeof(item)) ||
		    !px_parse_seconds(item, most, &ns) || !append(list, ns))
			return false;
	return list->count;
}

bool px_parse_words(const char *text, const char *const *names, struct px_list *list)
{
	char item[32];

	for (list->count = 0; *text;) {
		unsigned int n = 0;

		if (!cut_item(&text, item, sizeof(item)))
			return false;
		while (names[n] && strcmp(names[n], item))
			n++;
		if (!names[n] || !append(list, n))
			return false;
	}
	return list->count;
}

uint64_t px_list_least(const struct px_list *list)
{
	uint64_t least = list->values[0];

	for (unsigned int i = 1; i < list->count; i++)
		if (list->values[i] < least)
			least = list->values[i];
	return least;
}

uint64_t px_list_most(const struct px_list *list)
{
	uint64_t most = list->values[0];

	for (unsigned int i = 1; i < list->count; i++)
		if (list->values[i] > most)
			most = list->values[i];
	return most;
}

bool px_parse_cpus(const char *text, cpu_set_t *cpus)
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
