// SPDX-License-Identifier: GPL-3.0-or-later
// Where an administrator invites people by letter: one, or a whole class from a list; prints the letters, sees which are out, and
// withdraws them.

#pragma once

#include "core/session/session.h"
#include "ui/account/fittingdialog.h"
#include "ui/account/inviterow.h"
#include "ui/account/letterpaper.h"
#include "ui/account/sheetpaper.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <deque>
#include <vector>

namespace pc::account {

inline constexpr int kMostInvitees = 200; ///< At once.

struct Invitee
{
    QString name;
    QString label; ///< What the school calls them; may be empty.

    bool operator==(const Invitee &) const = default;
};

/// One a line, "name; label" or as two columns of a table: blank lines and what is too long for a name are left out.
std::vector<Invitee> inviteesIn(const QString &text);

class InviteDialog final : public FittingDialog
{
    Q_OBJECT

public:
    /// All but `writer` must outlive this, which deletes itself.
    InviteDialog(
        session::Session &session, const SheetOwner &writer, const style::Theme &theme, QWidget *parent = nullptr);

    QPlainTextEdit *names() const { return m_names; }
    QComboBox *role() const { return m_role; }
    QComboBox *validity() const { return m_days; }
    QPushButton *writeButton() const { return m_write; }
    QPushButton *printButton() const { return m_print; } ///< Of what was written last; hidden before.
    QPushButton *saveButton() const { return m_save; } ///< The same.
    QString note() const { return m_note->wholeText(); }
    const std::vector<InviteRow *> &rows() const { return m_rows; } ///< Children.

    void saveAs(const QString &path);

private:
    void buildWidgets();
    QWidget *addCaption(QVBoxLayout &layout, const QString &text, QWidget *field);
    void review();
    void write();
    void writeNext();
    void finishWriting(const Result<void> &result);
    void load();
    void take(const Result<std::vector<session::Invitation>> &invitations);
    void print(const std::vector<session::Invitation> &invitations);
    void chooseFile();
    void say(const QString &sentence, style::Tone tone);
    std::vector<LetterPaper> papers(const std::vector<session::Invitation> &invitations) const;

    session::Session &m_session;
    SheetOwner m_writer;
    const style::Theme &m_theme;
    std::deque<Invitee> m_waiting; ///< Whose letter is to be written.
    std::vector<session::Invitation> m_written; ///< Since the button was pressed last.
    bool m_isWriting = false;
    std::vector<InviteRow *> m_rows;
    QPlainTextEdit *m_names = nullptr; ///< Owned by Qt, as all below.
    QComboBox *m_role = nullptr;
    QComboBox *m_days = nullptr;
    QPushButton *m_write = nullptr;
    style::PlainLabel *m_note = nullptr;
    QPushButton *m_print = nullptr;
    QPushButton *m_save = nullptr;
    style::PlainLabel *m_outTitle = nullptr;
    QVBoxLayout *m_list = nullptr;
};

} // namespace pc::account
