// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compose/textfield.h"

#include "ui/style/textblock.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace pc::compose {

using namespace style;

TextField::TextField(const Theme &theme, QWidget *parent)
    : QTextEdit(parent)
    , m_theme(theme)
{
    setAcceptRichText(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLineWrapMode(QTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    setViewportMargins(kGap4 - kGap1, 0, kGap4 - kGap1, 0);
    connect(
        document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &TextField::fitHeight);
    connect(this, &QTextEdit::textChanged, this, &TextField::turnText);
    connect(&theme, &Theme::changed, this, &TextField::applyTheme);
    turnText();
    applyTheme();
}

QSize TextField::sizeHint() const
{
    const int content = int(std::ceil(document()->size().height()));
    return { 0, std::clamp(content + 2 * kGap1, heightOf(1), heightOf(kComposerLines)) };
}

QSize TextField::minimumSizeHint() const
{
    return { 0, sizeHint().height() };
}

void TextField::keyPressEvent(QKeyEvent *event)
{
    if (isSendKey(*event))
        return Q_EMIT sendRequested();
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT leaveRequested();
    QTextEdit::keyPressEvent(event);
}

void TextField::insertFromMimeData(const QMimeData *source)
{
    // Whatever the other program meant to be bold or a picture: a message is its text.
    if (source->hasText())
        insertPlainText(source->text());
}

void TextField::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    fitHeight();
}

void TextField::setHint(const QString &hint)
{
    m_hint = hint;
    setAccessibleDescription(hint);
    viewport()->update();
}

void TextField::paintEvent(QPaintEvent *event)
{
    QTextEdit::paintEvent(event);
    if (!document()->isEmpty())
        return;
    QPainter painter(viewport());
    const int margin = int(document()->documentMargin());
    const QRect line(margin, margin, viewport()->width() - 2 * margin, QFontMetrics(font()).lineSpacing());
    paintLine(painter, line, m_hint, font(), m_theme.color(Tone::Faint), layoutDirection());
}

void TextField::focusInEvent(QFocusEvent *event)
{
    QTextEdit::focusInEvent(event);
    parentWidget()->update(); // It paints the ground, and the ring that shows the focus.
}

void TextField::focusOutEvent(QFocusEvent *event)
{
    QTextEdit::focusOutEvent(event);
    parentWidget()->update(); // It paints the ground, and the ring that shows the focus.
}

void TextField::applyTheme()
{
    setFont(m_theme.font(TextSize::Body));
    QPalette colours = palette();
    colours.setColor(QPalette::Base, Qt::transparent);
    colours.setColor(QPalette::Text, m_theme.color(Tone::Text));
    colours.setColor(QPalette::PlaceholderText, m_theme.color(Tone::Faint));
    setPalette(colours);
    document()->setDocumentMargin(kGap1);
    fitHeight();
}

void TextField::fitHeight()
{
    const bool scrolls = document()->size().height() + 2 * kGap1 > heightOf(kComposerLines);
    setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int top = std::max(0, (sizeHint().height() - int(std::ceil(document()->size().height()))) / 2);
    setViewportMargins(kGap4 - kGap1, scrolls ? 0 : top, kGap4 - kGap1, 0);
    updateGeometry();
}

void TextField::turnText()
{
    // An empty field begins where the interface does; what is written runs as its letters say, each paragraph for
    // itself.
    const auto wanted = document()->isEmpty() ? layoutDirection() : Qt::LayoutDirectionAuto;
    QTextOption option = document()->defaultTextOption();
    if (option.textDirection() == wanted)
        return;
    option.setTextDirection(wanted);
    document()->setDefaultTextOption(option);
}

int TextField::heightOf(int lines) const
{
    const int line = QFontMetrics(font()).lineSpacing();
    return std::max(m_theme.scaled(kSendButton), lines * line + 2 * kGap2);
}

bool TextField::isSendKey(const QKeyEvent &event) const
{
    if (event.key() != Qt::Key_Return && event.key() != Qt::Key_Enter)
        return false;
    const auto held = event.modifiers() & ~Qt::KeypadModifier;
    return held == Qt::ControlModifier || (m_enterSends && held == Qt::NoModifier);
}

} // namespace pc::compose
