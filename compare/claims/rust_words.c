// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <string.h>
#include "measure/text.h"
#include "rust_words.h"

static const struct {
	const char *word, *meaning;
} rust_words[] = {
	{ "Send", "a type whose values may move to another thread" },
	{ "Sync", "a type whose values several threads may use at the same time, by reference" },
	{ "'static", "a bound: the type borrows nothing that ends before the program" },
	{ "Arc", "a pointer that shares an object and counts its holders atomically" },
	{ "Rc", "as Arc, but with a count that is not atomic: for one thread" },
	{ "Weak", "a reference that does not keep the object alive" },
	{ "Cell", "a value that may be changed through a shared reference: for one thread" },
	{ "RefCell", "as Cell, but it checks the borrow rules at run time" },
	{ "Copy", "a type whose values are copied instead of moved" },
	{ "Mutex", "a lock that contains the value it protects" },
	{ "MutexGuard", "what lock() returns; the value is used through it, and its drop unlocks" },
	{ "RwLock", "a lock that contains its value, for many readers or one writer" },
	{ "Receiver", "the receiving end of a channel; Sender is the other one" },
	{ "VecDeque", "a growing ring buffer" },
	{ "panic", "an error that ends the thread; its destructors run" },
	{ "parking_lot", "a library of locks, an alternative to the standard ones" },
	{ "E0277", "compiler error: a type lacks a required property, such as Send or Sync" },
	{ "E0373", "compiler error: a thread borrows a variable that may end before it" },
	{ "E0382", "compiler error: a value is used after it was moved" },
	{ "E0499", "compiler error: two exclusive borrows of one value" },
	{ "E0599", "compiler error: the type has no such method" },
};

_Static_assert(sizeof(rust_words) / sizeof(rust_words[0]) <= PX_RUST_WORDS,
	       "one flag for each word");

static bool is_part_of_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* The whole word, also with a plural s. */
static bool contains(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
		if ((at == text || !is_part_of_word(at[-1])) &&
		    !is_part_of_word(at[length + (at[length] == 's')]))
			return true;
	return false;
}

void px_rust_words_find(struct px_rust_words *words, const char *text)
{
	for (unsigned int i = 0; text && i < sizeof(rust_words) / sizeof(rust_words[0]); i++)
		words->used[i] |= contains(text, rust_words[i].word);
}

void px_rust_words_print(FILE *out, const struct px_rust_words *words)
{
	const char *title = "\n  Rust words\n";
	char heading[32];

	for (unsigned int i = 0; i < sizeof(rust_words) / sizeof(rust_words[0]); i++) {
		if (!words->used[i])
			continue;
		fputs(title, out);
		title = "";
		snprintf(heading, sizeof(heading), "    %-11s ", rust_words[i].word);
		px_text_sentence(out, heading, "%s", rust_words[i].meaning);
	}
}
