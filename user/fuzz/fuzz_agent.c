// SPDX-License-Identifier: GPL-2.0-only
/*
 * A line that a program and its agent exchange, read as each kind of message. It is refused in one
 * line; or an answer can be written and read again without a change.
 */
#include "output/agent_messages.h"
#include "fuzz.h"
#include "json_mutator.h"

static void require_reason(int err, const char *why)
{
	fuzz_require(!err || (*why && !strchr(why, '\n')));
}

static char *write_again(const struct px_round *round)
{
	json_t *document = px_agent_answer_encode(0, round);
	char *text = document ? json_dumps(document, JSON_COMPACT) : NULL;

	fuzz_require(text);
	json_decref(document);
	return text;
}

static void read_again(const struct px_round *round)
{
	char *text = write_again(round), *again, why[256];
	json_t *document = json_loads(text, 0, NULL);
	struct px_round other = { 0 };
	int error;

	fuzz_require(!px_agent_answer_decode(document, &error, &other, why, sizeof(why)));
	again = write_again(&other);
	fuzz_require(!strcmp(text, again));
	free(again);
	free(text);
	px_record_free(&other.record);
	json_decref(document);
}

static void read_answer(const json_t *document)
{
	struct px_round round = { 0 };
	char why[256] = "";
	int error = 0, err = px_agent_answer_decode(document, &error, &round, why, sizeof(why));

	require_reason(err, why);
	if (!err && !error)
		read_again(&round);
	px_record_free(&round.record);
}

static void read_others(const json_t *document)
{
	struct px_environment environment;
	struct px_agent_request request;
	char why[256] = "";

	require_reason(px_agent_hello_decode(document, &environment, why, sizeof(why)), why);
	*why = '\0';
	require_reason(px_agent_request_decode(document, &request, why, sizeof(why)), why);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *document = json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);

	if (json_is_object(document)) {
		read_answer(document);
		read_others(document);
	}
	json_decref(document);
	return 0;
}

/* Random bytes are rarely JSON. So most mutations change values. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned int seed)
{
	size_t changed = seed % 8 ? fuzz_mutate_json(data, size, room, seed) : 0;

	return changed ? changed : LLVMFuzzerMutate(data, size, room);
}
