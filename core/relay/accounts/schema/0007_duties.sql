-- SPDX-License-Identifier: GPL-3.0-or-later
-- How long a school keeps what was said, and people of whom nothing but an id is left.

ALTER TABLE schools ADD COLUMN retention_days INTEGER NOT NULL DEFAULT 365;

-- When this person was erased: what is left of the row holds what others wrote to them together.
ALTER TABLE people ADD COLUMN erased INTEGER;
