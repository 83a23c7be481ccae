// SPDX-License-Identifier: GPL-3.0-or-later
// Colours by what they are for, in a light and a dark set. The one place with colours: everything that paints asks
// for a Tone. Readable pairs keep a contrast of at least 4.5 (WCAG 2.1), which a test holds them to.

#pragma once

#include <QByteArrayView>
#include <QColor>

#include <array>

namespace pc::style {

enum class Scheme : quint8 { Light, Dark };

enum class Tone : quint8 {
    Ground, ///< Behind bubbles.
    Panel, ///< Sidebar, header, composer, dialogs.
    Hover, ///< A row under the pointer; the inside of a field.
    Selected,
    Line,
    Text,
    Secondary,
    Faint,
    Chip,
    Accent,
    OnAccent,
    OwnBubble,
    OwnText,
    OtherBubble,
    Danger,
    NoticeGround,
    NoticeText,
    Online,
    Away,
};

inline constexpr std::size_t kToneCount = std::size_t(Tone::Away) + 1;

QColor color(Scheme scheme, Tone tone);

/// Ground of somebody's avatar, white initials upon it: the same on every device, from the bytes of their id.
QColor personColor(QByteArrayView id);

/// The same person's name as text: personColor, lighter on dark panels and bubbles.
QColor personInk(Scheme scheme, QByteArrayView id);

/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1).
double contrast(const QColor &a, const QColor &b);

/// `share` of `over` laid upon `under`; both opaque.
QColor mixed(const QColor &under, const QColor &over, double share);

} // namespace pc::style
