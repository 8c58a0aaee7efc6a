/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * parse_number: numbers, and lists of numbers, as a command line has them. Every function
 * returns false if the text has another form, or if a value is out of range.
 */
#ifndef PX_USER_PARSE_NUMBER_H
#define PX_USER_PARSE_NUMBER_H

#include <sched.h>
#include <stdbool.h>
#include <stdint.h>

#define PX_UNIT_NS	1u
#define PX_UNIT_S	1000000000u

/* The number of CPUs that this process may use (sched_getaffinity). */
unsigned int px_allowed_cpus(void);

/* A decimal whole number from least to most. */
bool px_parse_whole(const char *text, unsigned long long least, unsigned long long most,
		    unsigned long long *value);

/*
 * A duration above zero and up to most, in ns: 50ms, 1.5us, 2s, 100ns. unit is that of a
 * number without a unit.
 */
bool px_parse_duration(const char *text, unsigned int unit, unsigned long long most,
		       unsigned long long *ns);

#define PX_MAX_LIST	64u

struct px_list {
	unsigned int count;
	uint64_t values[PX_MAX_LIST];
};

/*
 * Items with commas between: a number; "ncpu", the number of allowed CPUs; FIRST-LAST;
 * FIRST:LAST:STEP; FIRST:LAST:xFACTOR, where x may also be × or *.
 */
bool px_parse_list(const char *text, uint64_t least, uint64_t most, struct px_list *list);

/* The same for durations in ns. There is no "ncpu" and no FIRST-LAST. */
bool px_parse_duration_list(const char *text, unsigned int unit, uint64_t least, uint64_t most,
			    struct px_list *list);

/* Words with commas between. The values are indexes into names, which NULL ends. */
bool px_parse_words(const char *text, const char *const *names, struct px_list *list);

/* The least and the greatest of its values. */
uint64_t px_list_least(const struct px_list *list);
uint64_t px_list_most(const struct px_list *list);

/* CPUs with commas between: a number, or FIRST-LAST. At least one. */
bool px_parse_cpus(const char *text, cpu_set_t *cpus);

#endif /* PX_USER_PARSE_NUMBER_H */
