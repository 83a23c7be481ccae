// SPDX-License-Identifier: GPL-3.0-or-later
// The bar in which a message is written. Nothing that was typed is ever lost: every change is saved as the
// conversation's draft, and the field is emptied only when the session has the message on its disk.

#pragma once

#include "core/chat/conversation.h"
#include "core/session/session.h"
#include "ui/compose/emojipicker.h"
#include "ui/compose/textfield.h"
#include "ui/compose/typingnotice.h"
#include "ui/style/iconbutton.h"
#include "ui/style/plainlabel.h"

#include <QWidget>

#include <optional>

namespace pc::compose {

class Composer final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive this.
    Composer(session::Session &session, Clock &clock, const style::Theme &theme, QWidget *parent = nullptr);

    /// Shows that conversation's draft. `title` is foreign text, for "Write to …".
    void open(const chat::ConversationSummary &summary, const QString &title);
    void clear(); ///< No conversation is open.

    /// The conversation changed: its title, or whether one may still write.
    void setConversation(const chat::Conversation &conversation, const QString &title);

    void setEnterSends(bool sends);
    void setSkinTone(int tone); ///< Of emoji that are picked from now on, 0 to 5.
    void focusText();

    QString text() const;
    TextField *field() const { return m_field; }
    style::IconButton *sendButton() const { return m_send; }

public Q_SLOTS:
    void send();

Q_SIGNALS:
    void sent(pc::MessageId message);
    void leaveRequested(); ///< Esc in the field.
    void skinToneChosen(int tone);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildWidgets();
    void retranslate();
    void textChanged();
    void review();
    void finish(ConversationId conversation, const QString &sentText, const Result<MessageId> &answer);
    void insert(const QString &text);
    void openPicker();

    session::Session &m_session;
    const style::Theme &m_theme;
    TypingNotice m_typing;
    std::optional<ConversationId> m_conversation;
    std::optional<ConversationId> m_described; ///< Whose title stands in the field.
    QString m_title;
    int m_skinTone = 0;
    bool m_left = false;
    bool m_sending = false;
    bool m_filling = false; ///< The field is being set by us: no draft, no typing.

    TextField *m_field = nullptr; ///< Child, as all below.
    style::IconButton *m_smile = nullptr;
    style::IconButton *m_send = nullptr;
    EmojiPicker *m_picker = nullptr; ///< Made when it is first asked for.
    style::PlainLabel *m_hint = nullptr;
    style::PlainLabel *m_leftNotice = nullptr;
};

} // namespace pc::compose
