// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a conversation: who it is, who can read it, and the way back where the window shows one pane.

#pragma once

#include "core/session/session.h"
#include "ui/models/conversationtext.h"
#include "ui/style/iconbutton.h"

#include <QAbstractButton>
#include <QWidget>

#include <optional>

namespace pc::window {

/// Avatar, name, chip and the line below them; a press on it opens the details.
class TitleBlock final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit TitleBlock(const style::Theme &theme, QWidget *parent = nullptr);

    /// What stands before the subtitle.
    enum class Mark : quint8 { None, Lock, Wait, Warning };

    struct Words
    {
        QByteArray avatarId;
        QString title; ///< Foreign text.
        QString chip; ///< Foreign text; may be empty.
        QString subtitle;
        Mark mark = Mark::None;
        people::PresenceStatus presence = people::PresenceStatus::Offline;
    };

    void setWords(const Words &words);
    const Words &words() const { return m_words; }
    void setCompact(bool compact); ///< A smaller avatar, no chip: for narrow windows.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintLines(QPainter &painter, const QRect &area) const;

    const style::Theme &m_theme;
    Words m_words;
    bool m_compact = false;
};

class Header final : public QWidget
{
    Q_OBJECT

public:
    explicit Header(const style::Theme &theme, QWidget *parent = nullptr);

    /// Without `secrecy` nothing is said about who can read: it is not known yet.
    void setConversation(
        const ui::ConversationRow &row, UserId self, UtcTime now, std::optional<session::Secrecy> secrecy);
    void setCompact(bool compact); ///< One pane at a time: shows the way back.

    TitleBlock *title() const { return m_title; }
    style::IconButton *moreButton() const { return m_more; }

Q_SIGNALS:
    void backRequested();
    void detailsRequested();
    void menuRequested(const QPoint &at); ///< Global position.

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    const style::Theme &m_theme;
    style::IconButton *m_back; ///< Child, as all below.
    TitleBlock *m_title;
    style::IconButton *m_more;
};

} // namespace pc::window
