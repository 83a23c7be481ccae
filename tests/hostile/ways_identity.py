# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways to misbehave with who people are."""
