-- SPDX-License-Identifier: GPL-3.0-or-later
-- What other clients believe a watermark by (core/groups/receiptproof.h); empty where a client gave none.
ALTER TABLE watermarks ADD COLUMN proof BLOB NOT NULL DEFAULT X'';
