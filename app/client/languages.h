// SPDX-License-Identifier: GPL-3.0-or-later
// The interface's language: translations of ours and of Qt, the locale of numbers and times, and the direction.

#pragma once

#include <QStringList>
#include <QTranslator>

namespace pc::client {

class Languages
{
public:
    /// Codes of the languages that this program was built with, English first.
    static QStringList available();

    /// Empty: the system's. Widgets made from now on speak it.
    void speak(const QString &code);

private:
    QTranslator m_ours;
    QTranslator m_qt;
};

} // namespace pc::client
