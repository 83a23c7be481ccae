// SPDX-License-Identifier: GPL-3.0-or-later
// The window's small dialogs. All are opened with open(), delete themselves, and only report what was decided.

#pragma once

#include "core/chat/conversation.h"
#include "core/session/session.h"
#include "ui/sidebar/peoplepicker.h"
#include "ui/style/plainlabel.h"

#include <QBoxLayout>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>

#include <vector>

namespace pc::window {

/// A headline, room for content, and a row of buttons whose first one is the act.
class Sheet : public QDialog
{
    Q_OBJECT

public:
    Sheet(const style::Theme &theme, const QString &headline, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;
    void addContent(QWidget *widget, int stretch = 0);
    void fit(); ///< After a sentence became longer.

    /// `act` may be empty: then there is only a way to close.
    QPushButton *addButtons(const QString &act, const QString &cancel);
    const style::Theme &theme() const { return m_theme; }

private:
    const style::Theme &m_theme;
    QVBoxLayout *m_layout; ///< Owned by Qt, with this.
};

/// Before something that cannot be taken back: names what will be gone. Without an act it only tells.
class ConfirmDialog final : public Sheet
{
    Q_OBJECT

public:
    struct Words
    {
        QString question;
        QString consequence;
        QString act;
        bool isDangerous = true; ///< Something is gone afterwards.
    };

    ConfirmDialog(const style::Theme &theme, const Words &words, QWidget *parent);
};

class RenameDialog final : public Sheet
{
    Q_OBJECT

public:
    RenameDialog(const QString &title, const style::Theme &theme, QWidget *parent);

Q_SIGNALS:
    void renameRequested(const QString &title);

private:
    QLineEdit *m_field; ///< Child.
};

class AddPeopleDialog final : public Sheet
{
    Q_OBJECT

public:
    AddPeopleDialog(session::Session &session, Clock &clock, const chat::Conversation &conversation,
        const style::Theme &theme, QWidget *parent);

Q_SIGNALS:
    void addRequested(const std::vector<pc::UserId> &people);

private:
    sidebar::PeoplePicker *m_people; ///< Child.
};

/// Who has a message and who has read it, with the times.
class MessageDetails final : public Sheet
{
    Q_OBJECT

public:
    MessageDetails(session::Session &session, const chat::Conversation &conversation, const chat::Message &message,
        UserId self, const style::Theme &theme, QWidget *parent);

private:
    void take(const Result<std::vector<chat::MemberReceipt>> &answer);
    QString line(const chat::MemberReceipt &receipt) const;

    chat::Conversation m_conversation;
    UserId m_self;
    style::PlainLabel *m_hint; ///< Child.
    QWidget *m_rows; ///< Child.
};

} // namespace pc::window
