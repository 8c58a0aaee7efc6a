/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * number: numbers, and lists of them, as they are written on a command line.
 * All return false when the text is not one, or not within the bounds.
 */
#ifndef PX_USER_PARSE_NUMBER_H
#define PX_USER_PARSE_NUMBER_H

#include <sched.h>
#include <stdbool.h>
#include <stdint.h>

/* A decimal whole number from least to most. */
bool px_parse_whole(const char *text, unsigned long long least, unsigned long long most, unsigned long long *value);

/* Seconds, as 0.25 or 3, above zero: nanoseconds up to most. */
bool px_parse_seconds(const char *text, unsigned long long most, unsigned long long *ns);

#define PX_MAX_LIST	64u

struct px_list {
	unsigned int count;
	uint64_t values[PX_MAX_LIST];
};

/*
 * Items by commas: a number; ncpu; FIRST:LAST:STEP, or FIRST:LAST:xFACTOR, where x
 * may as well be written × or *.
 */
bool px_parse_list(const char *text, uint64_t least, uint64_t most, struct px_list *list);

/* px_parse_seconds() by commas. */
bool px_parse_seconds_list(const char *text, uint64_t most, struct px_list *list);

/* Words by commas: the places that they have among names, ended by NULL. */
bool px_parse_words(const char *text, const char *const *names, struct px_list *list);

/* The least and the greatest of its values. */
uint64_t px_list_least(const struct px_list *list);
uint64_t px_list_most(const struct px_list *list);

/* CPUs by commas: a number, or FIRST-LAST. At least one. */
bool px_parse_cpus(const char *text, cpu_set_t *cpus);

#endif /* PX_USER_PARSE_NUMBER_H */
