// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "parse_number.h"

/* The range of a number, and the unit of a duration. */
struct format {
	unsigned long long least, most;
	unsigned int unit;		/* ns, of a number without a unit; 0: no duration */
};

unsigned int px_allowed_cpus(void)
{
	cpu_set_t cpus;

	return sched_getaffinity(0, sizeof(cpus), &cpus) ? 1 : (unsigned int)CPU_COUNT(&cpus);
}

/* All scan functions advance *text to the first character that they have not read. */
static bool scan_whole(const char **text, unsigned long long *value)
{
	char *end;

	if (!isdigit((unsigned char)**text))
		return false;
	errno = 0;
	*value = strtoull(*text, &end, 10);
	*text = end;
	return !errno;
}

static unsigned int scan_unit(const char **text, unsigned int otherwise)
{
	static const struct { const char *name; unsigned int ns; } units[] = {
		{ "ns", 1 }, { "us", 1000 }, { "ms", 1000000 }, { "s", PX_UNIT_S },
	};

	for (unsigned int i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		size_t length = strlen(units[i].name);

		if (!strncmp(*text, units[i].name, length)) {
			*text += length;
			return units[i].ns;
		}
	}
	return otherwise;
}

static bool scan_duration(const char **text, const struct format *f, unsigned long long *ns)
{
	char digits[32];
	size_t length = strspn(*text, "0123456789.");
	bool fraction = memchr(*text, '.', length);
	unsigned int unit;
	double value;
	char *end;

	if (!length || length >= sizeof(digits))
		return false;
	memcpy(digits, *text, length);
	digits[length] = '\0';
	value = strtod(digits, &end);
	*text += length;
	unit = scan_unit(text, f->unit);
	if (end == digits || *end || (fraction && unit == PX_UNIT_NS))
		return false;
	value *= unit;
	if (value > (double)f->most)
		return false;
	*ns = (unsigned long long)(value + 0.5);
	return *ns >= f->least;
}

static bool scan(const char **text, const struct format *f, unsigned long long *value)
{
	if (f->unit)
		return scan_duration(text, f, value);
	return scan_whole(text, value) && *value >= f->least && *value <= f->most;
}

bool px_parse_whole(const char *text, unsigned long long least, unsigned long long most,
		    unsigned long long *value)
{
	const struct format f = { least, most, 0 };

	return scan(&text, &f, value) && !*text;
}

bool px_parse_duration(const char *text, unsigned int unit, unsigned long long most,
		       unsigned long long *ns)
{
	const struct format f = { 1, most, unit };

	return scan(&text, &f, ns) && !*text;
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

/* Skips the sign of a factor, if there is one. */
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

/* LAST:STEP or LAST:xFACTOR. */
static bool scan_range(const char **text, unsigned long long first, const struct format *f,
		       struct px_list *list)
{
	const struct format last_format = { first, f->most, f->unit };
	const struct format step_format = { 1, f->most, f->unit };
	const struct format factor_format = { 2, f->most, 0 };
	unsigned long long last, by;

	if (!scan(text, &last_format, &last) || *(*text)++ != ':')
		return false;
	if (skip_times(text))
		return first && scan(text, &factor_format, &by) &&
		       append_range(list, first, last, 0, by);
	return scan(text, &step_format, &by) && append_range(list, first, last, by, 1);
}

static bool scan_item(const char **text, const struct format *f, struct px_list *list)
{
	const struct format last_format = { 0, f->most, 0 };
	unsigned long long first, last;

	if (!f->unit && !strncmp(*text, "ncpu", 4)) {
		*text += 4;
		first = px_allowed_cpus();
		return first >= f->least && first <= f->most && append(list, first);
	}
	if (!scan(text, f, &first))
		return false;
	if (!f->unit && **text == '-') {
		++*text;
		return scan(text, &last_format, &last) && first <= last &&
		       append_range(list, first, last, 1, 1);
	}
	if (**text != ':')
		return append(list, first);
	++*text;
	return scan_range(text, first, f, list);
}

static bool parse_list(const char *text, const struct format *f, struct px_list *list)
{
	list->count = 0;
	for (;;) {
		if (!scan_item(&text, f, list))
			return false;
		if (!*text)
			return true;
		if (*text++ != ',')
			return false;
	}
}

bool px_parse_list(const char *text, uint64_t least, uint64_t most, struct px_list *list)
{
	const struct format f = { least, most, 0 };

	return parse_list(text, &f, list);
}

bool px_parse_duration_list(const char *text, unsigned int unit, uint64_t least, uint64_t most,
			    struct px_list *list)
{
	const struct format f = { least, most, unit };

	return parse_list(text, &f, list);
}

/* Copies the item at *text, and advances *text to the next item. */
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

		if (!scan_whole(&text, &first))
			return false;
		last = first;
		if (*text == '-') {
			text++;
			if (!scan_whole(&text, &last))
				return false;
		}
		if (first > last || last >= CPU_SETSIZE)
			return false;
		for (unsigned long long cpu = first; cpu <= last; cpu++)
			CPU_SET(cpu, cpus);
		if (!*text)
			return true;
		if (*text++ != ',')
			return false;
	}
}
