/* SPDX-License-Identifier: GPL-2.0-only */
/* Hashes of the program's sources, in hexadecimal. "": the build has not computed them. */
#ifndef PX_SOURCE_HASH_H
#define PX_SOURCE_HASH_H

extern const char px_shared_hash[];	/* of the sources that are compiled for both sides */
extern const char px_program_hash[];	/* of the program's own */

#endif /* PX_SOURCE_HASH_H */
