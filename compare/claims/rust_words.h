/* SPDX-License-Identifier: GPL-2.0-only */
/* rust_words: one line on each Rust word in a text, for readers who do not know Rust. */
#ifndef PX_RUST_WORDS_H
#define PX_RUST_WORDS_H

#include <stdbool.h>
#include <stdio.h>

#define PX_RUST_WORDS	24u

struct px_rust_words {
	bool used[PX_RUST_WORDS];
};

/* Marks the Rust words that the text contains. text may be NULL. */
void px_rust_words_find(struct px_rust_words *words, const char *text);

/* Prints the meaning of each marked word; nothing if no word is marked. */
void px_rust_words_print(FILE *out, const struct px_rust_words *words);

#endif /* PX_RUST_WORDS_H */
