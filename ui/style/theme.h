// SPDX-License-Identifier: GPL-3.0-or-later
// Theme: the look that is in force now. Made once by the program and handed to every widget that paints; when the
// person or the desktop changes their mind, changed() comes once and everything repaints.

#pragma once

#include "ui/style/desktopwatch.h"
#include "ui/style/metrics.h"
#include "ui/style/tokens.h"

#include <QFont>
#include <QObject>

namespace pc::style {

enum class ThemeChoice : quint8 { System, Light, Dark };

enum class Weight : quint8 { Regular, Strong };

/// Interface thread only.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QObject *parent = nullptr);

    /// Installs style, palette and font in the application; call once after QApplication is there.
    void install();

    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);

    /// The person's own factor upon the system's font size, 0.8 to 2.
    double textZoom() const { return m_zoom; }
    void setTextZoom(double zoom);

    /// What the desktop says of itself; asked for while the choice is System.
    void setDesktop(const DesktopWishes &wishes);

    /// The person's own wish for stillness, besides the system's.
    void setStill(bool still) { m_still = still; }
    bool reducedMotion() const;

    Scheme scheme() const { return m_scheme; }
    bool isDark() const { return m_scheme == Scheme::Dark; }
    QColor color(Tone tone) const { return style::color(m_scheme, tone); }
    QColor personInk(QByteArrayView id) const { return style::personInk(m_scheme, id); }

    QFont font(TextSize size, Weight weight = Weight::Regular) const;

    /// Logical pixels for something that holds text: grows with the letters, never shrinks below `pixels`.
    int scaled(int pixels) const;

    /// Height of one line of that size, with the leading of the design.
    int lineHeight(TextSize size) const;

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    Scheme wantedScheme() const;

    ThemeChoice m_choice = ThemeChoice::System;
    Scheme m_scheme = Scheme::Light;
    double m_zoom = 1.0;
    double m_systemScale = 1.0;
    DesktopWishes m_desktop;
    bool m_still = false;
    bool m_installed = false;
    bool m_applying = false;
};

} // namespace pc::style
