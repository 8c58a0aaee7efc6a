// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "measure/source_hash.h"
#include "output/agent_messages.h"
#include "side_agent.h"
#include "util/json_channel.h"
#include "util/watchdog.h"

#define BEGIN_MS	150000	/* a virtual machine may build or boot first */
#define MARGIN_MS	10000	/* for the way there and back */
#define END_MS		10000	/* a virtual machine ends */

static struct {
	pid_t command;			/* 0: none */
	int socket;
	struct px_json_channel channel;
	struct px_environment environment;
	const struct px_input_file *input;	/* that the agent has */
	char lost[PX_WHY_SIZE];
} agent;

const char *px_agent_lost(void)
{
	return agent.lost[0] ? agent.lost : NULL;
}

/* The plan ends: there is no side any more. */
static int lose(int err, const char *why)
{
	if (err == -EINTR)
		return err;
	snprintf(agent.lost, sizeof(agent.lost), "%s",
		 err == -ETIMEDOUT ? "the agent does not answer" :
		 err == -ECONNRESET ? "the agent has ended" :
		 err == -EPROTO && !*why ? "the agent sent a line that is no JSON object" :
		 *why ? why : strerror(-err));
	return -ECONNRESET;
}

/* In a session of its own: Ctrl-C is for this process, which ends the command. */
static void exec_command(const char *command, int socket)
{
	setsid();
	dup2(socket, STDIN_FILENO);
	dup2(socket, STDOUT_FILENO);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static int start(const char *command)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return -errno;
	fflush(NULL);
	agent.command = fork();
	if (!agent.command)
		exec_command(command, ends[1]);
	close(ends[1]);
	agent.socket = ends[0];
	if (agent.command > 0)
		return px_json_channel_init(&agent.channel, agent.socket, agent.socket);
	agent.command = 0;
	close(agent.socket);
	return -errno;
}

static int greet(char *why, size_t size)
{
	json_t *hello;
	int err = px_json_channel_receive(&agent.channel, &hello, BEGIN_MS);

	if (!err)
		err = px_agent_hello_decode(hello, &agent.environment, why, size);
	json_decref(hello);
	if (err || !strcmp(agent.environment.module_hash, px_shared_hash))
		return err;
	snprintf(why, size, "its module and this program were built from different sources");
	return -ESTALE;
}

int px_agent_begin(const char *command, char *why, size_t size)
{
	int err = start(command);

	*why = '\0';
	if (!err)
		err = greet(why, size);
	if (!err)
		return 0;
	lose(err, why);
	snprintf(why, size, "%s", agent.lost[0] ? agent.lost : strerror(-err));
	return err;
}

void px_agent_describe(struct px_environment *environment)
{
	const struct px_environment *from = &agent.environment;

	snprintf(environment->remote, sizeof(environment->remote), "Linux %.60s, %.40s",
		 from->kernel, from->accelerator);
	environment->has_module = true;
	environment->debug = from->debug;
	environment->emulated |= from->emulated;
	memcpy(environment->module_compiler, from->module_compiler, sizeof(from->module_compiler));
	memcpy(environment->module_hash, from->module_hash, sizeof(from->module_hash));
	memcpy(environment->module_own_hash, from->module_own_hash, sizeof(from->module_own_hash));
}

/* Sends a request and receives the answer: 0, or the error that the agent reports. */
static int ask(json_t *request, int limit_ms, struct px_round *round)
{
	char why[PX_WHY_SIZE] = "";
	json_t *answer = NULL;
	int error = 0, err = px_json_channel_send(&agent.channel, request, limit_ms);

	if (!err)
		err = px_json_channel_receive(&agent.channel, &answer, limit_ms);
	if (!err)
		err = px_agent_answer_decode(answer, &error, round, why, sizeof(why));
	json_decref(answer);
	return err ? lose(err, why) : error;
}

static int run(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
	       const struct px_input_file *input, struct px_record *rec)
{
	int limit_ms = (int)(px_watchdog_limit(spec, input) / 1000000) + MARGIN_MS;
	struct px_round round = { .record = *rec };
	int err = px_agent_lost() ? -ECONNRESET : 0;

	if (!err && input && input != agent.input) {
		err = ask(px_agent_input_encode(input), limit_ms, &round);
		agent.input = err ? NULL : input;
	}
	if (!err)
		err = ask(px_agent_run_encode(workload, spec, input), limit_ms, &round);
	*rec = round.record;
	return err;
}

static int probe(char *why, size_t size)
{
	if (!px_agent_lost())
		return 0;
	snprintf(why, size, "%s", agent.lost);
	return -ECONNRESET;
}

/* Waits for the command: at most ms. */
static bool ends_within(int ms)
{
	const struct timespec slice = { 0, 10000000 };

	for (int waited = 0; waited < ms; waited += 10) {
		if (waitpid(agent.command, NULL, WNOHANG))
			return true;
		nanosleep(&slice, NULL);
	}
	return false;
}

void px_agent_end(void)
{
	if (!agent.command)
		return;
	/* Before the connection is closed: User Mode Linux does not survive that. */
	px_json_channel_send(&agent.channel, px_agent_end_encode(), END_MS / 10);
	px_json_channel_free(&agent.channel);
	if (px_agent_lost() || !ends_within(END_MS)) {
		kill(-agent.command, SIGTERM);
		if (!ends_within(END_MS / 5)) {
			kill(-agent.command, SIGKILL);
			waitpid(agent.command, NULL, 0);
		}
	}
	close(agent.socket);
	agent.command = 0;
}

const struct px_side px_side_agent = {
	.name = "kernel", .probe = probe, .run = run,
};
