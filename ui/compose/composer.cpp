// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compose/composer.h"

#include "ui/models/whendone.h"
#include "ui/style/lookcontrols.h"
#include "ui/words/errors.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace pc::compose {
namespace {

using namespace style;

constexpr qsizetype kHintBefore = 500; // Characters before the limit at which it is mentioned.
constexpr int kPadding = (kComposerHeight - kSendButton) / 2;

} // namespace

Composer::Composer(session::Session &session, Clock &clock, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_theme(theme)
    , m_typing(session, clock)
{
    buildWidgets();
    connect(m_field, &QTextEdit::textChanged, this, &Composer::textChanged);
    connect(m_field, &TextField::sendRequested, this, &Composer::send);
    connect(m_field, &TextField::leaveRequested, this, &Composer::leaveRequested);
    connect(m_send, &QAbstractButton::clicked, this, &Composer::send);
    connect(m_smile, &QAbstractButton::clicked, this, &Composer::openPicker);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    retranslate();
    review();
}

void Composer::open(const chat::ConversationSummary &summary, const QString &title)
{
    m_typing.stopped();
    m_conversation = summary.conversation.id;
    m_described.reset();
    m_filling = true;
    m_field->setPlainText(summary.draft);
    m_field->moveCursor(QTextCursor::End);
    m_filling = false;
    m_hint->setText({});
    setConversation(summary.conversation, title);
}

void Composer::clear()
{
    m_typing.stopped();
    m_conversation.reset();
    m_filling = true;
    m_field->clear();
    m_filling = false;
    review();
}

void Composer::setConversation(const chat::Conversation &conversation, const QString &title)
{
    if (title == m_title && conversation.left == m_left && conversation.id == m_described)
        return;
    m_described = conversation.id;
    m_title = title;
    m_left = conversation.left;
    retranslate();
    review();
}

void Composer::setEnterSends(bool sends)
{
    m_field->setEnterSends(sends);
}

void Composer::setSkinTone(int tone)
{
    m_skinTone = tone;
    if (m_picker)
        m_picker->setTone(tone);
}

void Composer::focusText()
{
    m_field->setFocus(Qt::OtherFocusReason);
}

QString Composer::text() const
{
    return m_field->toPlainText();
}

void Composer::send()
{
    const QString written = text();
    if (!m_conversation || m_left || m_sending || written.size() > chat::kMaxTextLength)
        return;
    if (written.trimmed().isEmpty())
        return focusText();
    m_sending = true;
    m_typing.stopped();
    review();
    const ConversationId conversation = *m_conversation;
    ui::whenDone(m_session.send(conversation, { written }), this,
        [this, conversation, written](const Result<MessageId> &answer) { finish(conversation, written, answer); });
}

void Composer::finish(ConversationId conversation, const QString &sentText, const Result<MessageId> &answer)
{
    m_sending = false;
    if (!answer) {
        review();
        m_hint->setTone(Tone::Danger);
        m_hint->setText(words::errorSentence(answer.code()));
        m_hint->show();
        return;
    }
    if (m_conversation == conversation) {
        // What was typed while the disk worked stays.
        const QString now = text();
        const QString rest = now.startsWith(sentText) ? now.mid(sentText.size()) : now;
        m_filling = true;
        m_field->setPlainText(rest);
        m_field->moveCursor(QTextCursor::End);
        m_filling = false;
        m_session.saveDraft(conversation, rest);
    } else {
        m_session.saveDraft(conversation, {});
    }
    review();
    Q_EMIT sent(*answer);
}

void Composer::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void Composer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Panel));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Tone::Line));
    if (!m_field->isVisible())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_field->hasFocus() ? QPen(m_theme.color(Tone::Accent), kFocusWidth) : QPen(Qt::NoPen));
    painter.setBrush(m_theme.color(Tone::Hover));
    const double radius = kSendButton / 2.0;
    painter.drawRoundedRect(QRectF(m_field->geometry()).adjusted(1, 1, -1, -1), radius, radius);
}

void Composer::buildWidgets()
{
    m_field = new TextField(m_theme, this);
    m_smile = new IconButton(Icon::Smile, {}, m_theme, this);
    m_smile->setSide(kSendButton);
    m_smile->setObjectName(QStringLiteral("emoji"));
    m_send = new IconButton(Icon::Send, {}, m_theme, this);
    m_send->setKind(IconButton::Kind::Filled);
    m_send->setSide(kSendButton);
    m_hint = new PlainLabel(m_theme, TextSize::Caption, Weight::Regular, this);
    m_hint->setWordWrap(true);
    m_leftNotice = new PlainLabel(m_theme, TextSize::Secondary, Weight::Regular, this);
    m_leftNotice->setTone(Tone::Secondary);
    m_leftNotice->setAlignment(Qt::AlignCenter);
    m_leftNotice->setWordWrap(true);

    auto *bar = new QHBoxLayout;
    bar->setSpacing(kGap2);
    bar->addWidget(m_field, 1);
    bar->addWidget(m_smile, 0, Qt::AlignBottom);
    bar->addWidget(m_send, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap4, kPadding + 1, kGap4, kPadding);
    layout->setSpacing(kGap1);
    layout->addWidget(m_hint);
    layout->addLayout(bar);
    layout->addWidget(m_leftNotice);
}

void Composer::retranslate()
{
    m_smile->setName(tr("Emoji"));
    m_send->setName(tr("Send"));
    m_field->setAccessibleName(tr("Message"));
    m_field->setHint(m_title.isEmpty() ? tr("Write a message") : tr("Write to %1").arg(isolated(m_title.left(80))));
    m_leftNotice->setText(tr("You are no longer in this conversation. What was written stays readable."));
}

void Composer::textChanged()
{
    if (m_filling || !m_conversation)
        return;
    const QString written = text();
    m_session.saveDraft(*m_conversation, written);
    if (written.trimmed().isEmpty())
        m_typing.stopped();
    else
        m_typing.typed(*m_conversation);
    review();
}

void Composer::review()
{
    const bool writable = m_conversation && !m_left;
    m_field->setVisible(!m_left);
    m_field->setEnabled(writable);
    m_smile->setVisible(!m_left);
    m_send->setVisible(!m_left);
    m_leftNotice->setVisible(m_left);

    const QString written = text();
    const qsizetype room = chat::kMaxTextLength - written.size();
    m_send->setEnabled(writable && !m_sending && room >= 0);
    QString hint;
    if (!m_left && room < 0)
        hint = tr("%n characters too many for one message. Nothing is lost; please shorten or split it.", nullptr,
            int(-room));
    else if (!m_left && room < kHintBefore)
        hint = tr("%n characters left", nullptr, int(room));
    m_hint->setTone(room < 0 ? Tone::Danger : Tone::Secondary);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    update();
}

void Composer::openPicker()
{
    if (!m_picker) {
        m_picker = new EmojiPicker(m_theme, this);
        m_picker->setTone(m_skinTone);
        connect(m_picker, &EmojiPicker::picked, this, &Composer::insert);
        connect(m_picker, &EmojiPicker::toneChosen, this, &Composer::skinToneChosen);
    }
    m_picker->openAbove(*m_smile);
}

void Composer::insert(const QString &text)
{
    m_field->insertPlainText(text);
    focusText();
}

} // namespace pc::compose
