// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/theme.h"

#include "ui/style/look.h"
#include "ui/style/systemscheme.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>

#include <algorithm>
#include <cmath>

namespace pc::style {

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_scheme(systemScheme())
    , m_systemScale(systemTextScale())
{
}

void Theme::install()
{
    m_installed = true;
    QApplication::setStyle(new Look(*this)); // The application owns its style.
    qApp->installEventFilter(this);
    apply();
}

void Theme::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void Theme::setTextZoom(double zoom)
{
    zoom = std::clamp(zoom, 0.8, 2.0);
    if (std::abs(zoom - m_zoom) < 0.001)
        return;
    m_zoom = zoom;
    apply();
}

void Theme::setDesktop(const DesktopWishes &wishes)
{
    if (wishes == m_desktop)
        return;
    m_desktop = wishes;
    apply();
}

bool Theme::reducedMotion() const
{
    return m_still || m_desktop.still || systemReducesMotion();
}

QFont Theme::font(TextSize size, Weight weight) const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPixelSize(int(std::lround(int(size) * m_systemScale * m_zoom)));
    font.setWeight(weight == Weight::Strong ? QFont::DemiBold : QFont::Normal);
    return font;
}

int Theme::scaled(int pixels) const
{
    return int(std::lround(pixels * std::max(1.0, m_systemScale * m_zoom)));
}

int Theme::lineHeight(TextSize size) const
{
    return int(std::lround(font(size).pixelSize() * kLineHeight));
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Ours and the desktop's changes arrive alike; only a new answer of the system leads to another round.
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange && !m_applying
        && wantedScheme() != m_scheme)
        apply();
    return QObject::eventFilter(watched, event);
}

Scheme Theme::wantedScheme() const
{
    switch (m_choice) {
    case ThemeChoice::System:
        return m_desktop.scheme.value_or(systemScheme());
    case ThemeChoice::Light:
        return Scheme::Light;
    case ThemeChoice::Dark:
        return Scheme::Dark;
    }
    return Scheme::Light;
}

void Theme::apply()
{
    m_applying = true;
    m_scheme = wantedScheme();
    m_systemScale = systemTextScale();
    if (m_installed) {
        QApplication::setPalette(paletteOf(m_scheme));
        QApplication::setFont(font(TextSize::Body));
    }
    m_applying = false;
    Q_EMIT changed();
}

} // namespace pc::style
