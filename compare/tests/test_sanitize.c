// SPDX-License-Identifier: GPL-2.0-only
/* Printable text stays. All other bytes become question marks. */
#include <string.h>
#include "output/sanitize.h"
#include "tap.h"

static const struct {
	const char *from, *to, *what;
} texts[] = {
	{ "gcc 12.2.0 ‘×64’ 🧵", "gcc 12.2.0 ‘×64’ 🧵", "printable text" },
	{ "", "", "nothing" },
	{ "a\033[31mb", "a?[31mb", "an escape" },
	{ "a\nb\tc\rd\177", "a?b?c?d?", "control characters" },
	{ "a\xc2\x9b" "31m", "a??31m", "a control character of two bytes" },
	{ "\xae\xae", "??", "bytes that continue nothing" },
	{ "\xe2\x80", "??", "a character cut off" },
	{ "\xc0\xaf\xe0\x80\xaf", "?????", "characters longer than they need be" },
	{ "\xed\xa0\x80", "???", "half of a pair" },
	{ "\xf4\x90\x80\x80\xff", "?????", "beyond the last character" },
};

static void test_copy(void)
{
	char room[6];

	px_sanitize_copy(room, sizeof(room), "abcd…");
	tap_ok(!strcmp(room, "abcd"), "a copy ends with a whole character: %s", room);
	px_sanitize_copy(room, sizeof(room), "ab…");
	tap_ok(!strcmp(room, "ab…"), "a text that fits is copied: %s", room);
	px_sanitize_copy(room, sizeof(room), "\x80\x80\x80\x80\x80\x80\x80");
	tap_ok(strspn(room, "?") == strlen(room), "a text without a whole character: %s", room);
}

int main(void)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		char text[64];

		strcpy(text, texts[i].from);
		px_sanitize(text);
		tap_ok(!strcmp(text, texts[i].to), "%s: %s", texts[i].what, text);
	}
	test_copy();
	return tap_done();
}
