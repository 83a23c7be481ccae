// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/page.h"

#include <QHBoxLayout>

namespace pc::account {

using namespace style;

namespace {

constexpr int kNarrowPage = 400;

} // namespace

Page::Page(const Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout)
    , m_buttons(new QVBoxLayout)
    , m_headline(new PlainLabel(theme, TextSize::Headline, Weight::Strong))
    , m_trouble(new PlainLabel(theme, TextSize::Secondary))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_headline->setWordWrap(true);
    m_trouble->setWordWrap(true);
    m_trouble->setTone(Tone::Danger);
    m_trouble->hide();
    m_column->setSpacing(kGap3);
    m_buttons->setSpacing(kGap2);

    auto *column = new QWidget;
    column->setMaximumWidth(kColumnMost);
    m_inside = new QVBoxLayout(column);
    m_inside->setContentsMargins(kGap6, kGap8, kGap6, kGap8);
    m_inside->setSpacing(kGap4);
    m_inside->addStretch(2);
    m_inside->addWidget(m_headline);
    m_inside->addLayout(m_column);
    m_inside->addWidget(m_trouble);
    m_inside->addLayout(m_buttons);
    m_inside->addStretch(3);
    auto *whole = new QWidget;
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(column, 100);
    row->addStretch(1);
    setWidget(whole);
}

void Page::setHeadline(const QString &text)
{
    m_headline->setText(text);
    setAccessibleName(text);
}

PlainLabel *Page::addText(const QString &text)
{
    auto *label = new PlainLabel(m_theme, TextSize::Body);
    label->setTone(Tone::Secondary);
    label->setWordWrap(true);
    label->setText(text);
    m_column->addWidget(label);
    return label;
}

QLineEdit *Page::addField(const QString &label, bool secret)
{
    auto *box = new QWidget;
    auto *caption = new PlainLabel(m_theme, TextSize::Caption, Weight::Strong, box);
    caption->setTone(Tone::Secondary);
    caption->setText(label);
    auto *field = new QLineEdit(box);
    field->setAccessibleName(label);
    if (secret) {
        field->setEchoMode(QLineEdit::Password);
        field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    }
    caption->setBuddy(field);
    auto *lines = new QVBoxLayout(box);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(kGap1);
    lines->addWidget(caption);
    lines->addWidget(field);
    m_column->addWidget(box);
    return field;
}

void Page::addWidget(QWidget *widget, Qt::Alignment alignment)
{
    m_column->addWidget(widget, 0, alignment);
}

QPushButton *Page::addButton(const QString &text, bool isMain)
{
    auto *button = new QPushButton(text);
    button->setDefault(isMain);
    button->setFlat(!isMain);
    m_buttons->addWidget(button);
    return button;
}

void Page::resizeEvent(QResizeEvent *event)
{
    // In a narrow window, large letters need the room.
    const int side = width() < kNarrowPage ? kGap4 : kGap6;
    m_inside->setContentsMargins(side, kGap8, side, kGap8);
    QScrollArea::resizeEvent(event);
}

void Page::setTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
}

} // namespace pc::account
