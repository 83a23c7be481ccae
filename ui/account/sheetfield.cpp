// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/sheetfield.h"

#include "ui/style/lookcontrols.h"
#include "ui/words/sheet.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QTextDocument>
#include <QTextOption>
#include <QVBoxLayout>

namespace pc::account {

using namespace style;

namespace {

constexpr int kLines = 5; // 24 words at a usual width
constexpr int kLinesOfSix = 2;

} // namespace

SheetField::SheetField(std::optional<session::SheetWords> kind, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_theme(theme)
    , m_edit(new QPlainTextEdit(this))
    , m_counted(new PlainLabel(theme, TextSize::Caption, Weight::Regular, this))
{
    m_edit->setUndoRedoEnabled(false); // it would go on holding what was rubbed out
    m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase
        | Qt::ImhPreferLowercase | Qt::ImhMultiLine);
    m_edit->setTabChangesFocus(true);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->viewport()->setAutoFillBackground(false);
    m_edit->setAccessibleName(tr("The words of your recovery sheet"));
    m_edit->installEventFilter(this);
    // The lists are of languages that are written from left to right.
    m_edit->setLayoutDirection(Qt::LeftToRight);
    QTextOption option = m_edit->document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight);
    m_edit->document()->setDefaultTextOption(option);
    m_counted->setTone(Tone::Secondary);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap1);
    layout->addWidget(m_edit);
    layout->addWidget(m_counted);
    setFocusProxy(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &SheetField::count);
    connect(&theme, &Theme::changed, this, &SheetField::applyTheme);
    applyTheme();
    count();
}

void SheetField::setKind(std::optional<session::SheetWords> kind)
{
    m_kind = kind;
    applyTheme();
    count();
}

bool SheetField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update(); // the ring
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool isWhole = m_kind && m_count == words::wordsOn(*m_kind);
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && isWhole) {
            Q_EMIT finished();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SheetField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintField(painter, m_edit->geometry(), m_edit->hasFocus(), m_theme, true);
}

void SheetField::applyTheme()
{
    m_edit->setFont(m_theme.font(TextSize::Title));
    QPalette colours = m_edit->palette();
    colours.setColor(QPalette::Base, Qt::transparent);
    colours.setColor(QPalette::Text, m_theme.color(Tone::Text));
    m_edit->setPalette(colours);
    m_edit->document()->setDocumentMargin(kGap2);
    const int lines = m_kind == session::SheetWords::Phrase6 ? kLinesOfSix : kLines;
    m_edit->setFixedHeight(lines * QFontMetrics(m_edit->font()).lineSpacing() + 2 * kGap3);
}

void SheetField::count()
{
    m_count = words::sheetWordsIn(typed()).size();
    m_counted->setText(words::sheetCount(m_count, m_kind));
    m_edit->setAccessibleDescription(m_counted->wholeText());
    Q_EMIT changed();
}

} // namespace pc::account
