// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "error.h"
#include "equations/equation_parser.h"
#include "input.h"
#include "measure/text.h"

struct input {
	struct px_input_file file;	/* first member */
	struct px_equations equations;
	char *text;
};

static const char *const reasons[PX_INPUT_REASONS] = {
	[PX_INPUT_BYTE] = "unexpected byte; expected digits, a colon and blanks",
	[PX_INPUT_TOO_LONG] = "the line is too long; expected at most 4096 bytes",
	[PX_INPUT_NO_TARGET] = "nothing before the colon; expected TARGET: NUMBER…",
	[PX_INPUT_NO_COLON] = "no colon after the target; expected TARGET: NUMBER…",
	[PX_INPUT_COLONS] = "a second colon; expected TARGET: NUMBER…",
	[PX_INPUT_NO_NUMBERS] = "nothing after the colon; expected 1 to 16 numbers",
	[PX_INPUT_TOO_MANY] = "too many numbers; expected 1 to 16",
	[PX_INPUT_TOO_BIG] = "a number is too big; expected 0 to 18446744073709551615",
	[PX_INPUT_EMPTY] = "the file ends without an equation; expected TARGET: NUMBER… on a line",
};

/* Reads the whole file at its present size. */
static int read_text(struct input *in, int fd)
{
	struct stat st;
	ssize_t n = 1;

	if (fstat(fd, &st))
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	if (!S_ISREG(st.st_mode))
		return -EINVAL;
	in->text = malloc((size_t)st.st_size + 1);
	if (!in->text)
		return -ENOMEM;
	while (n > 0 && in->file.size < (size_t)st.st_size) {
		n = read(fd, in->text + in->file.size, (size_t)st.st_size - in->file.size);
		if (n < 0 && errno != EINTR)
			return -errno;
		in->file.size += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

static int read_file(struct input *in, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	int err;

	if (fd < 0)
		return -errno;
	err = read_text(in, fd);
	close(fd);
	return err;
}

static int parse(struct input *in)
{
	const char *mark = px_byte_order_mark(in->text, in->file.size);
	struct px_equation_parser p;
	size_t taken;
	int err;

	if (mark)
		return px_fail("%s:1: found %s; expected a file without it", in->file.path, mark);
	px_equation_parser_init(&p, &in->equations);
	err = px_equation_parser_feed(&p, in->text, in->file.size, &taken);
	if (!err)
		err = px_equation_parser_end(&p);
	if (!err)
		return PX_EXIT_FINE;
	if (err == -ENOMEM)
		return px_fail("%s: not enough memory", in->file.path);
	fprintf(stderr, "%s:%" PRIu64 ": %s\n", in->file.path, p.line, reasons[p.reason]);
	return PX_EXIT_FAILED;
}

/* Ends with an input, or with a message and its status. */
static int finish(struct input *in, int status, const struct px_input_file **input)
{
	in->file.text = in->text;
	in->file.equations = &in->equations;
	in->file.lines = in->equations.count;
	*input = status ? NULL : &in->file;
	if (status)
		px_input_free(&in->file);
	return status;
}

int px_input_read(const struct px_input_file **input, const char *path)
{
	struct input *in = calloc(1, sizeof(*in));
	int err;

	if (!in)
		return px_fail("not enough memory");
	in->file.path = path;
	err = read_file(in, path);
	return finish(in, err == -EINVAL ? px_fail("%s: not a regular file", path) :
		      err == -ENOMEM ? px_fail("%s: not enough memory", path) :
		      err ? px_fail("%s: %s", path, strerror(-err)) : parse(in), input);
}

int px_input_copy(const struct px_input_file **input, const char *path, const char *text)
{
	struct input *in = calloc(1, sizeof(*in));

	if (in)
		in->text = strdup(text);
	if (!in || !in->text) {
		free(in);
		return px_fail("not enough memory");
	}
	in->file.path = path;
	in->file.size = strlen(text);
	return finish(in, parse(in), input);
}

void px_input_free(const struct px_input_file *input)
{
	struct input *in = (struct input *)input;

	if (!in)
		return;
	px_equations_free(&in->equations);
	free(in->text);
	free(in);
}
