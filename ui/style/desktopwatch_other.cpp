// SPDX-License-Identifier: GPL-3.0-or-later
// Where no portal is to be asked: systemscheme.h reads what the platform tells through Qt.

#include "ui/style/desktopwatch.h"

namespace pc::style {

class DesktopWatch::System
{
};

DesktopWatch::DesktopWatch(const DesktopWishes &remembered, QObject *parent)
    : QObject(parent)
    , m_wishes(remembered)
{
}

DesktopWatch::~DesktopWatch() = default;

void DesktopWatch::start()
{
    take({});
}

} // namespace pc::style
