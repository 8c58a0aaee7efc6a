/* SPDX-License-Identifier: GPL-2.0-only */
/* pass: an open file is given to another process, over a socket. */
#ifndef PX_TEST_SEND_FD_H
#define PX_TEST_SEND_FD_H

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* To whoever has the other end of the socket. */
static inline void pass(int socket, int file)
{
	char byte = 0, control[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec data = { &byte, 1 };
	struct msghdr m = {
		.msg_iov = &data, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &file, sizeof(file));
	if (sendmsg(socket, &m, 0) != 1)
		exit(1);
}

/* The file that was passed, or -1. */
static inline int passed(int socket)
{
	char byte, control[CMSG_SPACE(sizeof(int))];
	struct iovec data = { &byte, 1 };
	struct msghdr m = {
		.msg_iov = &data, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	int file = -1;

	if (recvmsg(socket, &m, 0) == 1 && CMSG_FIRSTHDR(&m))
		memcpy(&file, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof(file));
	return file;
}

#endif /* PX_TEST_SEND_FD_H */
