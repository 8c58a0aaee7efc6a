// SPDX-License-Identifier: GPL-2.0-only
/* The parser of equations, with the text cut at every place, and the search for solutions. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "equations/equation_parser.h"
#include "os.h"
#include "parse_result.h"
#include "tests/tap.h"

static u32 not_asked;

static struct px_search_limit no_limit(void)
{
	return (struct px_search_limit) { .stop_requested = &not_asked, .deadline = ~0ull };
}

/* Cuts the text once and twice, at every place; long texts only near their ends. */
static bool same_if_cut(const char *text, size_t size, struct parse_result expected)
{
	for (size_t first = 0; first <= size; first++) {
		size_t last = size < 100 ? size : first;

		if (size > 1000 && first > 50 && first < size - 50)
			continue;
		for (size_t second = first; second <= last; second++)
			if (!same_result(parse(text, size, first, second), expected))
				return false;
	}
	return true;
}

static void expect(const char *what, const char *text, size_t size, u32 reason, u64 line,
		   u64 count)
{
	struct parse_result r = parse(text, size, size, size);

	tap_ok(r.err == (reason ? -EINVAL : 0) && r.reason == reason && r.line == line &&
	       r.count == count, "%s (%d, reason %u, line %" PRIu64 ", %" PRIu64 " equations)",
	       what, r.err, r.reason, r.line, r.count);
	tap_ok(same_if_cut(text, size, r), "the same result if it is cut");
}

#define EXPECT(what, text, reason, line, count) \
	expect(what, text, sizeof(text) - 1, reason, line, count)

#define FIFTEEN	"1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 "

static void good(void)
{
	EXPECT("two lines", "29: 3 8 5\n77: 70 7\n", PX_INPUT_OK, 0, 2);
	EXPECT("no LF at the end", "1: 2\n3: 4", PX_INPUT_OK, 0, 2);
	EXPECT("CR LF", "1: 2\r\n\r\n3: 4\r\n", PX_INPUT_OK, 0, 2);
	EXPECT("CR at the end", "1: 2\r\n3: 4\r", PX_INPUT_OK, 0, 2);
	EXPECT("blank lines", "\n \t\n1: 2\n\n\n3: 4\n \n", PX_INPUT_OK, 0, 2);
	EXPECT("blanks", "\t 1 :2\t \t3 \n4:5", PX_INPUT_OK, 0, 2);
	EXPECT("2^64 - 1", "18446744073709551615: 18446744073709551615\n", PX_INPUT_OK, 0, 1);
	EXPECT("leading zeros", "007: 00000000000000000000000000000001\n", PX_INPUT_OK, 0, 1);
	EXPECT("zeros", "0: 0\n", PX_INPUT_OK, 0, 1);
	EXPECT("sixteen numbers", "1: " FIFTEEN "1\n", PX_INPUT_OK, 0, 1);
}

static void bad(void)
{
	EXPECT("a letter", "1: 2\n3: 4x\n", PX_INPUT_BYTE, 2, 1);
	EXPECT("a sign", "1: -2\n", PX_INPUT_BYTE, 1, 0);
	EXPECT("a point", "1: 2.5\n", PX_INPUT_BYTE, 1, 0);
	EXPECT("a NUL", "1: 2\0\n", PX_INPUT_BYTE, 1, 0);
	EXPECT("a byte above ASCII", "1: 2\xc2\xa0\n", PX_INPUT_BYTE, 1, 0);
	EXPECT("a CR inside a line", "1: 2\r3\n", PX_INPUT_BYTE, 1, 1);
	EXPECT("two CRs", "1: 2\r\r\n", PX_INPUT_BYTE, 1, 1);
	EXPECT("no target", "1: 2\n\n: 4\n", PX_INPUT_NO_TARGET, 3, 1);
	EXPECT("no colon", "1: 2\n3 4\n", PX_INPUT_NO_COLON, 2, 1);
	EXPECT("a target only", "12\n", PX_INPUT_NO_COLON, 1, 0);
	EXPECT("a target only, at the end", "1: 2\n12", PX_INPUT_NO_COLON, 2, 1);
	EXPECT("two colons", "1:: 2\n", PX_INPUT_COLONS, 1, 0);
	EXPECT("a colon after a number", "1: 2: 3\n", PX_INPUT_COLONS, 1, 0);
	EXPECT("no numbers", "1: 2\n3:\n", PX_INPUT_NO_NUMBERS, 2, 1);
	EXPECT("no numbers, at the end", "1: 2\n3: ", PX_INPUT_NO_NUMBERS, 2, 1);
	EXPECT("no numbers, CR LF", "3: \r\n", PX_INPUT_NO_NUMBERS, 1, 0);
	EXPECT("seventeen numbers", "1: " FIFTEEN "1 1\n", PX_INPUT_TOO_MANY, 1, 0);
	EXPECT("a target of 2^64", "18446744073709551616: 1\n", PX_INPUT_TOO_BIG, 1, 0);
	EXPECT("a number of 2^64", "1: 18446744073709551616\n", PX_INPUT_TOO_BIG, 1, 0);
	EXPECT("30 digits", "1: 100000000000000000000000000000\n", PX_INPUT_TOO_BIG, 1, 0);
	EXPECT("an empty text", "", PX_INPUT_EMPTY, 1, 0);
	EXPECT("blank lines only", "\n \n\r\n", PX_INPUT_EMPTY, 4, 0);
}

/* Parses a line of size bytes: "1: 2" and blanks. */
static void long_line(const char *what, size_t size, u32 reason)
{
	char *text = malloc(size + 1);

	memset(text, ' ', size);
	memcpy(text, "1: 2", 4);
	text[size] = '\n';
	expect(what, text, size + 1, reason, reason ? 1 : 0, !reason);
	free(text);
}

static int reachable(const struct px_equation *e)
{
	struct px_search_limit limit = no_limit();

	return px_equation_reachable(e, &limit);
}

/* Tries all operators, without pruning, with 128-bit numbers that cannot overflow. */
static bool reachable_by_all(const struct px_equation *e)
{
	u32 combinations = 1;

	for (u32 i = 1; i < e->count; i++)
		combinations *= 3;
	for (u32 n = 0; n < combinations; n++) {
		unsigned __int128 value = e->numbers[0];

		for (u32 i = 1, w = n; i < e->count; i++, w /= 3) {
			u64 tens = 10;

			while (tens <= e->numbers[i])
				tens *= 10;
			value = w % 3 == 0 ? value + e->numbers[i] :
				w % 3 == 1 ? value * e->numbers[i] : value * tens + e->numbers[i];
		}
		if (value == e->target)
			return true;
	}
	return false;
}

/* Compares both for up to six random numbers below 10^5, with many zeros. */
static void compare_with_all(void)
{
	static const u64 bounds[] = { 2, 3, 12, 100, 100000 };
	u32 wrong = 0, yes = 0, n = 200000;

	srandom(1);
	for (u32 k = 0; k < n; k++) {
		struct px_equation e = { .count = 1 + (u32)random() % 6 };

		for (u32 i = 0; i < e.count; i++)
			e.numbers[i] = (u64)random() % bounds[random() % 5];
		e.target = (u64)random() % (random() % 2 ? 30 : 3000);
		wrong += reachable(&e) != reachable_by_all(&e);
		yes += reachable_by_all(&e);
	}
	tap_ok(!wrong && yes > n / 50 && yes < n / 2,
	       "%u equations, %u of them reachable: the same as by trying all (%u wrong)",
	       n, yes, wrong);
}

static u64 sum_of(const char *text, int *err)
{
	struct px_equations all = { .count = 0 };
	struct px_equation_parser parser;
	struct px_search_limit p = no_limit();
	u64 sum = 0;
	size_t taken;

	px_equation_parser_init(&parser, &all);
	*err = px_equation_parser_feed(&parser, text, strlen(text), &taken);
	if (!*err)
		*err = px_cursor_sum(px_equations_at(&all, 0), all.count, &p, &sum);
	px_equations_free(&all);
	return sum;
}

static void sums(void)
{
	int err;

	tap_ok(sum_of("16: 3 8 5\n55: 3 8 5\n115: 3 8 5\n29: 3 8 5\n120: 3 8 5\n245: 3 8 5\n"
		      "43: 3 8 5\n190: 3 8 5\n385: 3 8 5\n", &err) == 1198 && !err,
	       "all nine pairs of operators, each on a line: 1198");
	tap_ok(sum_of("39: 3 8 5\n384: 3 8 5\n0: 3 8 5\n583: 3 8 5\n38: 3 8 5\n3: 3\n2: 3\n",
		      &err) == 3 && !err, "six equations that cannot be reached, and one that can");
	tap_ok(sum_of("18446744073709551615: 1 8446744073709551615\n", &err) == UINT64_MAX && !err,
	       "2^64 - 1, of two concatenated numbers");
	tap_ok(sum_of("5: 18446744073709551615 18446744073709551615 0 5\n", &err) == 5 && !err,
	       "an intermediate value beyond 64 bits, times zero");
	tap_ok(sum_of("1: 0 10000000000000000000 0 1\n", &err) == 1 && !err,
	       "twenty digits concatenated to 0");
	tap_ok(sum_of("10000000000000000000: 2 10000000000000000000\n2: 2 9223372036854775809\n",
		      &err) == 0 &&
		       !err,
	       "a target that only an overflow reaches");
	sum_of("18446744073709551615: 18446744073709551615\n1: 1\n", &err);
	tap_ok(err == -EOVERFLOW, "a sum of 2^64: EOVERFLOW");
	tap_ok(sum_of("18446744073709551615: 18446744073709551615\n1: 2\n", &err) == UINT64_MAX &&
		       !err,
	       "a target that is not reached is not added");
}

/* The hardest line: the maximum of numbers, all 1, so no pruning is possible. */
static void hardest_line(void)
{
	struct px_equation e = { .target = UINT64_MAX, .count = PX_MAX_NUMBERS };
	struct px_search_limit p = no_limit();
	u32 asked = 1;
	u64 before = px_os_now();
	int found;

	for (u32 i = 0; i < e.count; i++)
		e.numbers[i] = 1;
	found = px_equation_reachable(&e, &p);
	tap_ok(!found, "the hardest line ends: %" PRIu64 " ms", (px_os_now() - before) / 1000000);
	p = (struct px_search_limit) { .stop_requested = &asked, .deadline = ~0ull, .left = 10000 };
	before = px_os_now();
	tap_ok(px_equation_reachable(&e, &p) == -EINTR, "a stop request ends the search: EINTR");
	p = (struct px_search_limit) { .stop_requested = &not_asked, .deadline = before };
	tap_ok(px_equation_reachable(&e, &p) == -ETIME, "its deadline ends the search: ETIME");
	tap_ok(px_os_now() - before < 50000000, "both end at once");
}

/* A sum of many lines without operators can be interrupted too. */
static void easy_lines(void)
{
	struct px_equations all = { .count = 0 };
	const struct px_equation e = { .target = 0, .count = 1, .numbers = { 1 } };
	u32 asked = 1;
	struct px_search_limit p = { .stop_requested = &asked, .deadline = ~0ull, .left = 100 };
	u64 sum;

	for (u32 i = 0; i < 200; i++)
		px_equations_append(&all, &e);
	tap_ok(px_cursor_sum(px_equations_at(&all, 0), 200, &p, &sum) == -EINTR,
	       "a stop request ends a sum of lines without operators: EINTR");
	px_equations_free(&all);
}

static void generated(void)
{
	struct px_equations a = { .count = 0 }, b = { .count = 0 }, c = { .count = 0 };
	u32 yes = 0, n = 20000;
	struct px_equation e;
	struct px_cursor at;

	tap_ok(!px_equations_generate(&a, n, 7) && !px_equations_generate(&b, n, 7) &&
	       !px_equations_generate(&c, n, 8), "equations are generated");
	tap_ok(a.count == n && equations_digest(&a) == equations_digest(&b),
	       "the same seed, the same equations");
	tap_ok(equations_digest(&a) != equations_digest(&c), "another seed, other equations");
	at = px_equations_at(&a, 0);
	for (u32 i = 0; i < n; i++) {
		px_cursor_read(&at, &e);
		yes += (u32)reachable(&e);
	}
	tap_ok(yes > n / 3 && yes < n * 2 / 3, "some reachable, some not (%u of %u)", yes, n);
	tap_ok(px_equations_bytes(&a) < n * 12, "%" PRIu64 " bytes for each",
	       px_equations_bytes(&a) / n);
	px_equations_free(&a);
	px_equations_free(&b);
	px_equations_free(&c);
}

/* Equations are read back unchanged, from any position. */
static void store(void)
{
	struct px_equations all = { .count = 0 };
	struct px_equation e, found;
	u64 wrong = 0, n = 5000;

	for (u64 k = 0; k < n; k++) {
		e = (struct px_equation) { .target = UINT64_MAX >> (k % 64), .count = 1 + k % 16 };
		for (u32 i = 0; i < e.count; i++)
			e.numbers[i] = k + (UINT64_MAX >> (k * 7 + i) % 64);
		px_equations_append(&all, &e);
	}
	for (u64 k = 0; k < n; k++) {
		struct px_cursor at = px_equations_at(&all, k);

		px_cursor_read(&at, &found);
		wrong += found.target != UINT64_MAX >> (k % 64) || found.count != 1 + k % 16;
		for (u32 i = 0; i < found.count; i++)
			wrong += found.numbers[i] != k + (UINT64_MAX >> (k * 7 + i) % 64);
	}
	tap_ok(!wrong && all.count == n && all.blocks > 10, "%" PRIu64 " equations in %" PRIu64
	       " blocks: each is unchanged", n, all.blocks);
	px_equations_free(&all);
	tap_ok(!all.count && !px_equations_bytes(&all), "and freed");
}

int main(void)
{
	good();
	bad();
	long_line("4096 bytes in a line", 4096, PX_INPUT_OK);
	long_line("4097 bytes in a line", 4097, PX_INPUT_TOO_LONG);
	long_line("100000 bytes in a line", 100000, PX_INPUT_TOO_LONG);
	compare_with_all();
	sums();
	hardest_line();
	easy_lines();
	generated();
	store();
	return tap_done();
}
