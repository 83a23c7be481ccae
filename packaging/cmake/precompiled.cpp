// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing: what counts is the precompiled header of the target that this file belongs to.
