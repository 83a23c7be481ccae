// SPDX-License-Identifier: GPL-3.0-or-later
// Content to the bytes that are sealed for the other members, and back: one CBOR map (RFC 8949)
// { "v": 1, "kind": "text", "text": …, "at": …, "after": … }; "at" is when it was written, in milliseconds since the epoch (UTC), and
// "after" the id (16 bytes) of the same device's message before it; each may be left out. Total: any bytes give a Content or an Error. Keys that are not known are
// skipped, so that a newer program may add to a kind; a newer version or another kind gives ContentKind::Unknown, and
// whoever stores that keeps the bytes, to read them again with a newer program.

#pragma once

#include "core/base/result.h"
#include "core/chat/content.h"

#include <QByteArray>
#include <QByteArrayView>

namespace pc::chat {

inline constexpr int kContentVersion = 1;

/// More than any content of this version needs; longer input is refused before it is read.
inline constexpr qsizetype kMaxContentBytes = 56 * 1024;

/// Always the same bytes for the same content: a repeat must equal its first try. Only for Text; events and what could
/// not be read have no bytes of their own.
QByteArray encodeContent(const Content &content);

/// Errors: Invalid (not a content of any version), TooLarge (bytes or text beyond the bounds).
Result<Content> decodeContent(QByteArrayView bytes);

} // namespace pc::chat
