// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/busypage.h"

#include <QVBoxLayout>

namespace pc::account {

using namespace style;

BusyPage::BusyPage(Clock &clock, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_patience(clock.makeTimer([this] { tell(true); }))
    , m_sentence(new PlainLabel(theme, TextSize::Body, Weight::Regular, this))
    , m_bar(new QProgressBar(this))
{
    m_sentence->setTone(Tone::Secondary);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setMaximumWidth(kSidebarLeast);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(kGap4);
    layout->addStretch();
    layout->addWidget(m_sentence);
    layout->addWidget(m_bar, 0, Qt::AlignHCenter);
    layout->addStretch();
    tell(false);
}

void BusyPage::begin(const QString &sentence)
{
    m_sentence->setText(sentence);
    if (!isTelling() && !m_patience->isActive())
        m_patience->start(Milliseconds { kPatience });
}

void BusyPage::end()
{
    m_patience->stop();
    tell(false);
}

void BusyPage::tell(bool visible)
{
    m_sentence->setVisible(visible);
    m_bar->setVisible(visible);
}

} // namespace pc::account
