/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For scripts/build/build-module: what the configuration of a kernel that gcc built says of its compiler, put
 * right for clang. With named address spaces clang would leave %gs out of inline assembly, and
 * a variable of this processor's be looked for at its offset.
 */
#undef CONFIG_CC_IS_GCC
#define CONFIG_CC_IS_CLANG 1
#undef CONFIG_CC_HAS_NAMED_AS
#undef CONFIG_USE_X86_SEG_SUPPORT
