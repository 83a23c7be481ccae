// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/namesfield.h"

#include "ui/style/lookcontrols.h"
#include "ui/style/metrics.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QTextDocument>
#include <QVBoxLayout>

namespace pc::account {

using namespace style;

namespace {

constexpr int kNameLines = 4;

} // namespace

NamesField::NamesField(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_edit(new QPlainTextEdit(this))
{
    m_edit->setTabChangesFocus(true);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->viewport()->setAutoFillBackground(false);
    m_edit->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit);
    setFocusProxy(m_edit);
    connect(&theme, &Theme::changed, this, &NamesField::applyTheme);
    applyTheme();
}

bool NamesField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update(); // the ring
    return QWidget::eventFilter(watched, event);
}

void NamesField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintField(painter, m_edit->geometry(), m_edit->hasFocus(), m_theme, true);
}

void NamesField::applyTheme()
{
    m_edit->setFont(m_theme.font(TextSize::Body));
    QPalette colours = m_edit->palette();
    colours.setColor(QPalette::Base, Qt::transparent);
    colours.setColor(QPalette::Text, m_theme.color(Tone::Text));
    colours.setColor(QPalette::PlaceholderText, m_theme.color(Tone::Secondary));
    m_edit->setPalette(colours);
    m_edit->document()->setDocumentMargin(kGap2);
    m_edit->setFixedHeight(kNameLines * QFontMetrics(m_edit->font()).lineSpacing() + 2 * kGap3);
}

} // namespace pc::account
