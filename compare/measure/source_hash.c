// SPDX-License-Identifier: GPL-2.0-only
#include "source_hash.h"

#ifndef PX_SOURCE_HASH
#define PX_SOURCE_HASH	""
#endif
#ifndef PX_PROGRAM_HASH
#define PX_PROGRAM_HASH	""
#endif

const char px_shared_hash[] = PX_SOURCE_HASH;
const char px_program_hash[] = PX_PROGRAM_HASH;
