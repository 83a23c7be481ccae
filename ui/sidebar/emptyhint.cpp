// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sidebar/emptyhint.h"

#include <QVBoxLayout>

namespace pc::sidebar {

using namespace style;

EmptyHint::EmptyHint(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_sentence(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
    , m_action(new QPushButton(this))
{
    m_sentence->setTone(Tone::Secondary);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_icon->setAlignment(Qt::AlignCenter);
    m_icon->setTextFormat(Qt::PlainText);
    m_action->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap6, kGap8, kGap6, kGap8);
    layout->setSpacing(kGap3);
    layout->addWidget(m_icon);
    layout->addWidget(m_sentence);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch();
    connect(m_action, &QPushButton::clicked, this, &EmptyHint::actionRequested);
}

void EmptyHint::say(Icon icon, const QString &sentence, const QString &action)
{
    m_icon->setPixmap(themedIcon(icon, m_theme, Tone::Faint).pixmap(kGap8, kGap8));
    m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

} // namespace pc::sidebar
