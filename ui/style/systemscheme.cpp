// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/systemscheme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QStyle>

#include <algorithm>

namespace pc::style {
namespace {

constexpr auto kUntouchedGroup = QPalette::Disabled;
constexpr auto kUntouchedRole = QPalette::AlternateBase;

struct UsualSizes
{
    double least;
    double most;
};

// Desktops of one platform differ by a point (GNOME 11, KDE 10); inside that range nobody has asked for anything.
constexpr UsualSizes usualPointSizes()
{
#if defined(Q_OS_WIN)
    return { 9, 9 };
#elif defined(Q_OS_MACOS)
    return { 13, 13 };
#else
    return { 9, 11 };
#endif
}

void fill(QPalette &palette, QPalette::ColorGroup group, QPalette::ColorRole role, const QColor &c)
{
    if (group != kUntouchedGroup || role != kUntouchedRole)
        palette.setColor(group, role, c);
}

} // namespace

Scheme systemScheme()
{
    const QColor system = QGuiApplication::palette().color(kUntouchedGroup, kUntouchedRole);
    return system.lightnessF() < 0.5F ? Scheme::Dark : Scheme::Light;
}

bool systemReducesMotion()
{
    const QStyle *style = QApplication::style();
    return style && style->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

double systemTextScale()
{
    const double points = QFontInfo(QFontDatabase::systemFont(QFontDatabase::GeneralFont)).pointSizeF();
    const UsualSizes usual = usualPointSizes();
    if (points < usual.least)
        return std::max(0.8, points / usual.least);
    return std::min(2.5, std::max(1.0, points / usual.most));
}

QPalette paletteOf(Scheme scheme)
{
    QPalette palette;
    const auto tone = [scheme](Tone t) { return color(scheme, t); };
    for (const auto group : { QPalette::Active, QPalette::Inactive, QPalette::Disabled }) {
        const bool disabled = group == QPalette::Disabled;
        const QColor text = tone(disabled ? Tone::Faint : Tone::Text);
        fill(palette, group, QPalette::Window, tone(Tone::Panel));
        fill(palette, group, QPalette::WindowText, text);
        fill(palette, group, QPalette::Base, tone(Tone::Panel));
        fill(palette, group, QPalette::AlternateBase, tone(Tone::Hover));
        fill(palette, group, QPalette::Text, text);
        fill(palette, group, QPalette::PlaceholderText, tone(Tone::Faint));
        fill(palette, group, QPalette::Button, tone(Tone::Chip));
        fill(palette, group, QPalette::ButtonText, text);
        fill(palette, group, QPalette::BrightText, tone(Tone::OnAccent));
        fill(palette, group, QPalette::Light, tone(Tone::Panel));
        fill(palette, group, QPalette::Midlight, tone(Tone::Hover));
        fill(palette, group, QPalette::Mid, tone(Tone::Line));
        fill(palette, group, QPalette::Dark, tone(Tone::Line));
        fill(palette, group, QPalette::Shadow, tone(Tone::Line));
        fill(palette, group, QPalette::Highlight, tone(Tone::Accent));
        fill(palette, group, QPalette::HighlightedText, tone(Tone::OnAccent));
        fill(palette, group, QPalette::Link, tone(Tone::Accent));
        fill(palette, group, QPalette::LinkVisited, tone(Tone::Accent));
        fill(palette, group, QPalette::ToolTipBase, tone(Tone::Text));
        fill(palette, group, QPalette::ToolTipText, tone(Tone::Panel));
    }
    return palette;
}

} // namespace pc::style
