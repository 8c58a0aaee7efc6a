// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_storm TIMES: so many times a command that waits, cancelled, with its ring
 * closed, or with its process killed, by turns. Then the module goes.
 */
#include <signal.h>
#include <sys/wait.h>
#include "door.h"
#include "tap.h"

static struct door door;

static void wait_and_end(unsigned int turn)
{
	static const unsigned int flags[] = { 0, DOOR_AT_ONCE, IORING_SETUP_SQPOLL };
	int fd = open_instance();
	struct px_op o;
	int said;

	op(fd, PX_OP_CHAN_NEW, "c");
	if (door_open(&door, fd, 8, flags[turn / 3 % 3]))
		_exit(1);
	door_add(&door, 1, PX_IOC_OP,
		 door_op(&o, turn & 1 ? PX_OP_CHAN_SEND : PX_OP_CHAN_RECV, "c", 0));
	door_go(&door);
	if (turn / 9 % 2)
		shows(fd, "wait");
	if (turn % 3 == 2)
		raise(SIGKILL);
	if (turn % 3 == 1) {
		door_close(&door);
		_exit(0);
	}
	door_cancel(&door, 2, 1);
	door_go(&door);
	said = door_answer(&door, 2);
	if (said == -ENOENT)	/* it had not begun */
		_exit(0);
	said = door_answer(&door, 1);
	_exit(said != -EINTR && said != -ECANCELED);
}

/* Whether it ends, soon, and as it should. */
static bool turns_out_well(unsigned int turn)
{
	uint64_t deadline = now_ms() + 2 * DOOR_SOON_MS;
	int status = 0;
	pid_t pid = fork();

	if (!pid)
		wait_and_end(turn);
	while (!waitpid(pid, &status, WNOHANG)) {
		if (now_ms() > deadline)
			return false;
		sleep_ms(1);
	}
	return turn % 3 == 2 ? WIFSIGNALED(status) : WIFEXITED(status) && !WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
	unsigned int times = argc > 1 ? (unsigned int)atoi(argv[1]) : 50, well = 0;

	while (well < times && turns_out_well(well))
		well++;
	tap_ok(well == times, "%u of %u x a command waits: cancelled, its ring closed, its process killed",
	       well, times);
	tap_ok(module_goes(), "then the module can go");
	return tap_done();
}
