// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "output/sanitize.h"
#include "build_results.h"

#define FIELDS	8

bool px_build_results_lists(const char *list, const char *word)
{
	size_t length = strlen(word);

	while (*list) {
		size_t n = strcspn(list, ", ");

		if (n == length && !strncmp(list, word, n))
			return true;
		list += n;
		list += strspn(list, ", ");
	}
	return false;
}

static struct px_build_result *add(struct px_build_results *e)
{
	struct px_build_result *items = realloc(e->items, (e->nr + 1) * sizeof(*items));

	if (!items)
		return NULL;
	e->items = items;
	memset(&items[e->nr], 0, sizeof(*items));
	return &items[e->nr++];
}

/* Adds an item. -EINVAL if the line has fewer fields than min. */
static int add_checked(struct px_build_results *e, unsigned int nr, unsigned int min,
		       enum px_build_result_kind kind, struct px_build_result **item)
{
	if (nr < min)
		return -EINVAL;
	*item = add(e);
	if (!*item)
		return -ENOMEM;
	(*item)->kind = kind;
	return 0;
}

/* program claims kind expected observed ok|not_ok shows */
static void read_program(struct px_build_result *item, char **field)
{
	item->kind = PX_BY_PROGRAM;
	px_sanitize_copy(item->subject, sizeof(item->subject), field[0]);
	px_sanitize_copy(item->claims, sizeof(item->claims), field[1]);
	px_sanitize_copy(item->expected, sizeof(item->expected), field[3]);
	px_sanitize_copy(item->observed, sizeof(item->observed), field[4]);
	px_sanitize_copy(item->text, sizeof(item->text), field[6]);
	item->present = true;
	item->good = !strcmp(field[5], "ok");
}

/* "value" program name expected observed */
static void read_value(struct px_build_result *item, char **field)
{
	item->kind = PX_BY_VALUE;
	px_sanitize_copy(item->subject, sizeof(item->subject), field[1]);
	px_sanitize_copy(item->name, sizeof(item->name), field[2]);
	px_sanitize_copy(item->expected, sizeof(item->expected), field[3]);
	px_sanitize_copy(item->observed, sizeof(item->observed), field[4]);
	item->present = true;
	item->good = !strcmp(field[3], field[4]);
}

static int read_rust(struct px_build_results *e, char **field, unsigned int nr)
{
	struct px_build_result *item;

	if (!strcmp(field[0], "rustc")) {
		px_sanitize_copy(e->rustc, sizeof(e->rustc),
				 strcmp(field[1], "absent") ? field[1] : "");
		return 0;
	}
	if (nr < 5)
		return -EINVAL;
	item = add(e);
	if (!item)
		return -ENOMEM;
	if (!strcmp(field[0], "value"))
		read_value(item, field);
	else
		read_program(item, field);
	return 0;
}

/* program actor|- state|title text */
static int read_event(struct px_build_results *e, char **field, unsigned int nr)
{
	struct px_build_result *item;
	int err = add_checked(e, nr, 4, PX_BY_EVENT, &item);

	if (err)
		return err;
	px_sanitize_copy(item->subject, sizeof(item->subject), field[0]);
	px_sanitize_copy(item->name, sizeof(item->name), field[1]);
	px_sanitize_copy(item->observed, sizeof(item->observed), field[2]);
	px_sanitize_copy(item->text, sizeof(item->text), field[3]);
	item->present = item->good = true;
	return 0;
}

/* checker version claim file expected observed ok|not_ok|absent first-line */
static int read_checker(struct px_build_results *e, char **field, unsigned int nr)
{
	struct px_build_result *item;
	int err = add_checked(e, nr, 7, PX_BY_CHECKER, &item);

	if (err)
		return err;
	px_sanitize_copy(item->subject, sizeof(item->subject), field[0]);
	px_sanitize_copy(item->version, sizeof(item->version), field[1]);
	px_sanitize_copy(item->claims, sizeof(item->claims), field[2]);
	px_sanitize_copy(item->name, sizeof(item->name), field[3]);
	px_sanitize_copy(item->expected, sizeof(item->expected), field[4]);
	px_sanitize_copy(item->observed, sizeof(item->observed), field[5]);
	px_sanitize_copy(item->text, sizeof(item->text), field[7]);
	item->present = strcmp(field[6], "absent");
	item->good = !strcmp(field[6], "ok");
	return 0;
}

/* bug detector version caught|missed|false|harmless|absent|failed first-line */
static int read_detector(struct px_build_results *e, char **field, unsigned int nr)
{
	struct px_build_result *item;
	int err = add_checked(e, nr, 4, PX_BY_DETECTOR, &item);

	if (err)
		return err;
	px_sanitize_copy(item->name, sizeof(item->name), field[0]);
	px_sanitize_copy(item->subject, sizeof(item->subject), field[1]);
	px_sanitize_copy(item->version, sizeof(item->version), field[2]);
	px_sanitize_copy(item->observed, sizeof(item->observed), field[3]);
	px_sanitize_copy(item->text, sizeof(item->text), field[4]);
	item->present = strcmp(field[3], "absent");
	return 0;
}

/* Splits a line at its tabs. Missing fields are empty strings. */
static unsigned int split(char *line, char **field)
{
	static char empty[1];
	unsigned int nr = 0;
	char *rest = line;

	line[strcspn(line, "\n")] = '\0';
	while (rest && nr < FIELDS)
		field[nr++] = strsep(&rest, "\t");
	for (unsigned int i = nr; i < FIELDS; i++)
		field[i] = empty;
	return nr;
}

static int read_file(struct px_build_results *e, const char *folder, const char *name,
		     int (*read_line)(struct px_build_results *e, char **field, unsigned int nr))
{
	char path[4096], line[2048], *field[FIELDS];
	FILE *in;
	int err = 0;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	in = fopen(path, "r");
	if (!in)
		return errno == ENOENT ? 0 : -errno;
	while (!err && fgets(line, sizeof(line), in))
		if (line[0] != '#' && line[0] != '\n')
			err = read_line(e, field, split(line, field));
	fclose(in);
	return err;
}

int px_build_results_read(struct px_build_results *e, const char *folder)
{
	int err;

	memset(e, 0, sizeof(*e));
	err = read_file(e, folder, "rust.tsv", read_rust);
	if (!err)
		err = read_file(e, folder, "drawn.tsv", read_event);
	if (!err)
		err = read_file(e, folder, "checkers.tsv", read_checker);
	if (!err)
		err = read_file(e, folder, "bugs.tsv", read_detector);
	if (err)
		px_build_results_free(e);
	return err;
}

void px_build_results_free(struct px_build_results *e)
{
	free(e->items);
	memset(e, 0, sizeof(*e));
}

const struct px_build_result *px_build_results_next(const struct px_build_results *e,
						    const char *claim,
						    const struct px_build_result *after)
{
	for (size_t i = after ? (size_t)(after - e->items) + 1 : 0; i < e->nr; i++)
		if (px_build_results_lists(e->items[i].claims, claim))
			return &e->items[i];
	return NULL;
}

bool px_build_results_value(const struct px_build_results *e, const char *program, const char *name,
			    int64_t *value)
{
	for (unsigned int i = 0; i < e->nr; i++) {
		const struct px_build_result *item = &e->items[i];
		char *end;

		if (item->kind != PX_BY_VALUE || strcmp(item->subject, program) ||
		    strcmp(item->name, name))
			continue;
		*value = strtoll(item->observed, &end, 10);
		return end != item->observed && !*end;
	}
	return false;
}

static __u32 state_of(const char *word)
{
	static const char *const words[] = {
		[PX_ACTOR_RUNS] = "runs", [PX_ACTOR_WAITS] = "waits",
		[PX_ACTOR_SHARES] = "shares", [PX_ACTOR_HOLDS] = "holds",
	};

	for (__u32 i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(word, words[i]))
			return i;
	return PX_ACTOR_GONE;
}

void px_build_results_events(const struct px_build_results *e, const char *program,
			     struct px_lab_result *result)
{
	for (unsigned int i = 0; i < e->nr; i++) {
		const struct px_build_result *item = &e->items[i];
		struct px_event event = { .actor = PX_EVENT_TITLE };

		if (item->kind != PX_BY_EVENT || strcmp(item->subject, program))
			continue;
		if (item->name[0] != '-')
			event.actor = (__u32)strtoul(item->name, NULL, 10);
		event.state = state_of(item->observed);
		snprintf(event.what, sizeof(event.what), "%.*s", PX_EVENT_SIZE - 1, item->text);
		px_lab_result_add(result, NULL, 0, &event, 1);
	}
}

unsigned int px_build_results_programs(const struct px_build_results *e, const char *claim,
				       unsigned int *good)
{
	const struct px_build_result *item = NULL;
	unsigned int nr = 0;

	*good = 0;
	while ((item = px_build_results_next(e, claim, item))) {
		if (item->kind != PX_BY_PROGRAM)
			continue;
		nr++;
		*good += item->good;
	}
	return nr;
}
