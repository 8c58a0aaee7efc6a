/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * side_agent: the side kernel on another kernel. A command starts "parallax agent" there, and
 * connects its stdin and stdout with this program: ssh, or a virtual machine. The user side stays
 * in this process, so that both are measured in turn by one plan.
 */
#ifndef PX_USER_SIDE_AGENT_H
#define PX_USER_SIDE_AGENT_H

#include "measure/environment.h"
#include "measure/side.h"

extern const struct px_side px_side_agent;

/*
 * Starts the command, and waits until the agent says what it is. Returns 0, or -errno and one line
 * in why. To be called once. The caller must call px_agent_end() in each case.
 */
int px_agent_begin(const char *command, char *why, size_t size);

/* Completes the environment of this machine with that of the agent. */
void px_agent_describe(struct px_environment *environment);

/* Why the connection was lost; NULL: it was not. */
const char *px_agent_lost(void);

/* Ends the agent and the command. */
void px_agent_end(void);

#endif /* PX_USER_SIDE_AGENT_H */
