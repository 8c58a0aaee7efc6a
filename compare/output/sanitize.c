// SPDX-License-Identifier: GPL-2.0-only
#include <stdint.h>
#include <string.h>
#include "sanitize.h"

/* The length of a character, from its first byte; 0: not a first byte. */
static unsigned int length_of(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xc0)
		return 0;
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0;
}

/* The length of the character at text; 0: it is not printable. */
static unsigned int printable(const char *text)
{
	static const uint32_t least[] = { 0, ' ', 0xa0, 0x800, 0x10000 };
	unsigned int length = length_of((unsigned char)text[0]);
	uint32_t c = (unsigned char)text[0];

	if (length > 1)
		c &= 0x7fu >> length;
	for (unsigned int i = 1; i < length; i++) {
		if (((unsigned char)text[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | ((unsigned char)text[i] & 0x3f);
	}
	if (c < least[length] || c == 0x7f || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff)
		return 0;
	return length;
}

void px_sanitize(char *text)
{
	while (*text) {
		unsigned int length = printable(text);

		if (!length)
			*text = '?';
		text += length ? length : 1;
	}
}

void px_sanitize_copy(char *to, size_t size, const char *from)
{
	size_t n = strnlen(from, size - 1);

	if (from[n])
		while (n && ((unsigned char)from[n] & 0xc0) == 0x80)
			n--;
	memcpy(to, from, n);
	to[n] = '\0';
	px_sanitize(to);
}
