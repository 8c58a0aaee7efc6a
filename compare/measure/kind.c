// SPDX-License-Identifier: GPL-2.0-only
#include "kind.h"

const char *const px_kind_names[PX_KINDS + 1] = {
	[PX_KIND_DEFAULT] = "default",
	[PX_KIND_ADAPTIVE] = "adaptive",
	[PX_KIND_PI] = "pi",
	[PX_KIND_ERRORCHECK] = "errorcheck",
	[PX_KIND_WRITER] = "writer",
};
