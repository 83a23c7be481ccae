// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/sheetreminder.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace pc::window {

using namespace style;

SheetReminder::SheetReminder(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(new PlainLabel(theme, TextSize::Secondary, Weight::Strong, this))
    , m_make(new QPushButton(tr("Make it now…"), this))
    , m_try(new QPushButton(tr("Try it"), this))
    , m_later(new QPushButton(tr("Later"), this))
    , m_lost(new QPushButton(tr("I lost it: make a new one"), this))
{
    m_text->setTone(Tone::NoticeText);
    m_text->setWordWrap(true);
    m_later->setFlat(true);
    m_lost->setFlat(true);
    auto *first = new QHBoxLayout;
    first->setSpacing(kGap2);
    first->addWidget(m_make, 1);
    first->addWidget(m_try, 1);
    first->addWidget(m_later, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap4, kGap3, kGap4, kGap2);
    layout->setSpacing(kGap2);
    layout->addWidget(m_text);
    layout->addLayout(first);
    layout->addWidget(m_lost);
    connect(m_make, &QPushButton::clicked, this, &SheetReminder::newSheetRequested);
    connect(m_try, &QPushButton::clicked, this, &SheetReminder::tryRequested);
    connect(m_later, &QPushButton::clicked, this, &SheetReminder::laterRequested);
    connect(m_lost, &QPushButton::clicked, this, &SheetReminder::newSheetRequested);
    hide();
}

void SheetReminder::ask(SheetQuestion question)
{
    const bool isThere = question == SheetQuestion::StillThere;
    m_text->setText(isThere ? tr("Do you still have your recovery sheet?")
                            : tr("If you lose this computer, a recovery sheet on paper brings your messages back."));
    setAccessibleName(m_text->wholeText());
    for (QPushButton *button : { m_make, m_try, m_later, m_lost })
        button->setAccessibleDescription(m_text->wholeText());
    m_make->setVisible(!isThere);
    m_try->setVisible(isThere);
    m_lost->setVisible(isThere);
    setVisible(question != SheetQuestion::None);
}

void SheetReminder::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(Tone::NoticeGround));
}

} // namespace pc::window
