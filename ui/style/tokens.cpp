// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/tokens.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace pc::style {
namespace {

using Set = std::array<QRgb, kToneCount>;

// In the order of Tone.
constexpr Set kLight {
    0xFFF4F2ED,
    0xFFFFFFFF,
    0xFFF0EDE6,
    0xFFE3EFEC,
    0xFFE4E0D8,
    0xFF1D2327,
    0xFF59626A,
    0xFF626A72,
    0xFFE9E5DC,
    0xFF17695F,
    0xFFFFFFFF,
    0xFFDCEFE9,
    0xFF10302B,
    0xFFFFFFFF,
    0xFFB3261E,
    0xFFFFF4DC,
    0xFF7A5200,
    0xFF2E9E5B,
    0xFFC98A12,
};
constexpr Set kDark {
    0xFF12171A,
    0xFF191F23,
    0xFF222A2F,
    0xFF1F3633,
    0xFF2B3338,
    0xFFE7EAEC,
    0xFFA8B1B8,
    0xFF8B959C,
    0xFF2A3237,
    0xFF5CC4B4,
    0xFF08211D,
    0xFF1D4640,
    0xFFE2F3EF,
    0xFF222A2F,
    0xFFF2867E,
    0xFF3A2F17,
    0xFFF0CC7F,
    0xFF4CC07A,
    0xFFE0A93A,
};
constexpr std::array<QRgb, 7> kPeople {
    0xFF3B6FA0,
    0xFF8A5A9E,
    0xFFA8612B,
    0xFF2F7D6B,
    0xFFA34860,
    0xFF5B6AA8,
    0xFF7A6B2E,
};

constexpr double kReadable = 4.5;

// FNV-1a: stable across versions and devices, which qHash does not promise.
quint32 stableHash(QByteArrayView bytes)
{
    quint32 hash = 2166136261U;
    for (const char byte : bytes)
        hash = (hash ^ quint8(byte)) * 16777619U;
    return hash;
}

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

QColor color(Scheme scheme, Tone tone)
{
    const Set &set = scheme == Scheme::Dark ? kDark : kLight;
    return QColor::fromRgb(set[std::size_t(tone)]);
}

QColor personColor(QByteArrayView id)
{
    return QColor::fromRgb(kPeople[stableHash(id) % kPeople.size()]);
}

QColor personInk(Scheme scheme, QByteArrayView id)
{
    QColor ink = personColor(id);
    const QColor ground = color(scheme, Tone::OtherBubble);
    if (scheme == Scheme::Light)
        return ink;
    float hue = 0;
    float saturation = 0;
    float lightness = 0;
    ink.getHslF(&hue, &saturation, &lightness);
    saturation = std::min(1.0F, saturation + 0.25F);
    // A little above the least, since names are small.
    while (contrast(ink, ground) < kReadable + 0.8 && lightness < 0.95F) {
        lightness += 0.02F;
        ink.setHslF(hue, saturation, lightness);
    }
    return ink;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor mixed(const QColor &under, const QColor &over, double share)
{
    const auto channel = [share](int from, int to) { return qRound(from + (to - from) * share); };
    return QColor(
        channel(under.red(), over.red()), channel(under.green(), over.green()), channel(under.blue(), over.blue()));
}

} // namespace pc::style
