// SPDX-License-Identifier: GPL-2.0-only
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "json_mutator.h"

#define NR(list)	(sizeof(list) / sizeof((list)[0]))

/* A value and its place in its container. */
struct place {
	json_t *container;
	const char *key;	/* key of the value in an object; NULL: it is in an array */
	size_t index;
	json_t *value;
};

/* Calls visit() for every place below value, until it returns true. */
static bool walk(json_t *value, bool (*visit)(const struct place *p, void *data), void *data)
{
	struct place p = { .container = value };
	size_t size = json_array_size(value);

	for (p.index = 0; p.index < size; p.index++) {
		p.value = json_array_get(value, p.index);
		if (visit(&p, data) || walk(p.value, visit, data))
			return true;
	}
	json_object_foreach(value, p.key, p.value)
		if (visit(&p, data) || walk(p.value, visit, data))
			return true;
	return false;
}

struct choice {
	unsigned int left;	/* places to skip */
	unsigned int seen;
	struct place place;
};

static bool choose(const struct place *p, void *data)
{
	struct choice *c = data;

	c->seen++;
	c->place = *p;
	return !c->left--;
}

/* A random place below root. False: there is none. */
static bool any_place(json_t *root, unsigned int *seed, struct place *place)
{
	struct choice c = { .left = ~0u };

	walk(root, choose, &c);
	if (!c.seen)
		return false;
	c.left = (unsigned int)rand_r(seed) % c.seen;
	walk(root, choose, &c);
	*place = c.place;
	return true;
}

static json_t *any_text(unsigned int *seed)
{
	static const char *const texts[] = {
		"", "0", "18446744073709551615", "18446744073709551616", "-1", "kernel", "user",
		"uring",
		"spread", "one", "none", "<b>&\"'", "%s%n", "a\tb\nc", "×64", "\xf0\x9f\xa7\xb5",
	};
	char longest[600];

	if (rand_r(seed) % 8)
		return json_string(texts[(unsigned int)rand_r(seed) % NR(texts)]);
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	return json_string(longest);
}

static json_t *any_number(unsigned int *seed, const json_t *old)
{
	static const json_int_t numbers[] = {
		0, 1, 2, 7, 8, 11, 64, 255, 1000, 1024, 1025, 65535, 65536, -1, -4095, -4096,
		INT32_MAX, INT32_MIN, UINT32_MAX, 1ll << 53, (1ll << 53) - 1, INT64_MAX, INT64_MIN,
	};
	static const double reals[] = { 0.5, -0.0, 1e-308, 1e308, -1e308, 1e19 };

	switch ((unsigned int)rand_r(seed) % 4) {
	case 0:
		return json_integer(json_integer_value(old) / 2 + rand_r(seed) % 3 - 1);
	case 1:
		return json_real(reals[(unsigned int)rand_r(seed) % NR(reals)]);
	default:
		return json_integer(numbers[(unsigned int)rand_r(seed) % NR(numbers)]);
	}
}

/* A new value: of the kind of old, of another kind, or a copy from another place. */
static json_t *any_value(json_t *root, unsigned int *seed, const json_t *old)
{
	struct place other;

	switch ((unsigned int)rand_r(seed) % 8) {
	case 0:
		return json_null();
	case 1:
		return json_boolean(rand_r(seed) % 2);
	case 2:
		return rand_r(seed) % 2 ? json_array() : json_object();
	case 3:
		return any_text(seed);
	case 4:
		return any_place(root, seed, &other) ? json_deep_copy(other.value) : json_null();
	default:
		return json_is_string(old) ? any_text(seed) : any_number(seed, old);
	}
}

/* Repeats an item once, or often enough to exceed the limits of arrays. */
static void repeat(const struct place *p, unsigned int *seed)
{
	unsigned int times = rand_r(seed) % 4 ? 1 : 40;

	while (times--)
		json_array_insert_new(p->container, p->index, json_deep_copy(p->value));
}

static void remove_item(const struct place *p)
{
	if (p->key)
		json_object_del(p->container, p->key);
	else
		json_array_remove(p->container, p->index);
}

static void replace(json_t *root, const struct place *p, unsigned int *seed)
{
	json_t *value = any_value(root, seed, p->value);

	if (p->key)
		json_object_set_new(p->container, p->key, value);
	else
		json_array_set_new(p->container, p->index, value);
}

static void change(json_t *root, unsigned int *seed)
{
	struct place p;

	if (!any_place(root, seed, &p))
		return;
	switch ((unsigned int)rand_r(seed) % 8) {
	case 0:
		remove_item(&p);
		break;
	case 1:
	case 2:
		if (!p.key) {
			repeat(&p, seed);
			break;
		}
		/* fall through */
	default:
		replace(root, &p, seed);
	}
}

size_t fuzz_mutate_json(uint8_t *data, size_t size, size_t room, unsigned int seed)
{
	json_t *root = json_loadb((const char *)data, size, 0, NULL);
	size_t length = 0;

	if (!root)
		return 0;
	for (int changes = 1 + rand_r(&seed) % 3; changes--;)
		change(root, &seed);
	length = json_dumpb(root, (char *)data, room, JSON_COMPACT);
	json_decref(root);
	return length <= room ? length : 0;
}
