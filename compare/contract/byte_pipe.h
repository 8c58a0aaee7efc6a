/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * byte_pipe: bytes that a process sends to a lab, in order. The reader sleeps
 * while the pipe is empty. The writer sleeps while it is full; it holds a few
 * thousand bytes.
 *
 * At most one thread reads and at most one thread writes at a time.
 */
#ifndef PX_CONTRACT_BYTE_PIPE_H
#define PX_CONTRACT_BYTE_PIPE_H

#include "base/types.h"

/**
 * px_byte_pipe_init() - Initialize an empty pipe.
 * @s: The pipe.
 *
 * Context: Process context. May sleep.
 * Return: 0; -ENOMEM or -EMFILE, and then there is nothing to destroy.
 */
static inline int px_byte_pipe_init(struct px_byte_pipe *s);

/**
 * px_byte_pipe_destroy() - End the use of a pipe.
 * @s: The pipe. No thread is in a call.
 *
 * Context: Process context. May sleep.
 */
static inline void px_byte_pipe_destroy(struct px_byte_pipe *s);

/**
 * px_byte_pipe_read() - Read bytes.
 * @s: The pipe.
 * @to: Receives the bytes.
 * @size: Size of @to, at least 1.
 *
 * Context: Process context. Sleeps until there is a byte, the end, or a stop.
 * Return: The number of bytes; 0 after the end, if all bytes were read; -EINTR
 * after a stop, and in the kernel if the caller has a signal.
 */
static inline s64 px_byte_pipe_read(struct px_byte_pipe *s, void *to, size_t size);

/**
 * px_byte_pipe_write() - Write bytes.
 * @s: The pipe.
 * @from: The bytes.
 * @size: Their number, at least 1.
 *
 * Context: Process context. Sleeps until there is room, the end, or a stop.
 * Return: The number of bytes written; -EPIPE after an end or a stop; -EINTR in
 * the kernel if the caller has a signal.
 */
static inline s64 px_byte_pipe_write(struct px_byte_pipe *s, const void *from, size_t size);

/**
 * px_byte_pipe_end() - Close the writing end. The reader can read what is left.
 * @s: The pipe.
 *
 * Context: Process context. Called by the writer.
 */
static inline void px_byte_pipe_end(struct px_byte_pipe *s);

/**
 * px_byte_pipe_stop() - Make all current and later calls return.
 * @s: The pipe.
 *
 * Context: Process context. Any thread may call it, any number of times.
 */
static inline void px_byte_pipe_stop(struct px_byte_pipe *s);

#endif /* PX_CONTRACT_BYTE_PIPE_H */
