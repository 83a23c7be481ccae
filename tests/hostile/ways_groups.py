# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to misbehave with groups and their keys."""
