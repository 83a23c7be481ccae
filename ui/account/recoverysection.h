// SPDX-License-Identifier: GPL-3.0-or-later
// The preferences' part about how messages outlive this computer: what is kept for others, whether it is to be, and the recovery sheet.
// What would be deleted is asked once more, in place.

#pragma once

#include "core/base/random.h"
#include "core/session/recoverydesk.h"
#include "ui/account/sheetpaper.h"
#include "ui/style/plainlabel.h"

#include <QCheckBox>
#include <QPushButton>
#include <QWidget>

namespace pc::account {

class RecoverySection final : public QWidget
{
    Q_OBJECT

public:
    /// All but `owner` must outlive this.
    RecoverySection(session::RecoveryDesk &desk, const SheetOwner &owner, Random &random, const style::Theme &theme,
        QWidget *parent = nullptr);

    QString archiveText() const { return m_archive->wholeText(); }
    QString progressText() const { return m_progress->wholeText(); }
    QString sheetText() const { return m_sheet->wholeText(); }
    QString questionText() const { return m_question->wholeText(); }
    QString trouble() const { return m_trouble->wholeText(); }
    QCheckBox *keepsBox() const { return m_keeps; }
    QPushButton *deleteButton() const { return m_delete; } ///< Hidden until keepsBox() was unticked.
    QPushButton *keepButton() const { return m_keep; } ///< The way back from there.
    QPushButton *makeButton() const { return m_make; }
    QPushButton *tryButton() const { return m_try; }

private:
    void buildWidgets();
    void tellArchive(const session::ArchiveState &archive);
    void tellSheet(const session::SheetState &sheet);
    void ask(bool asked);
    void keepArchive(bool keeps);
    void makeSheet();
    void trySheet();

    session::RecoveryDesk &m_desk;
    SheetOwner m_owner;
    Random &m_random;
    const style::Theme &m_theme;
    bool m_isBusy = false;
    style::PlainLabel *m_archive = nullptr; ///< Child, as all below.
    style::PlainLabel *m_progress = nullptr;
    QCheckBox *m_keeps = nullptr;
    style::PlainLabel *m_question = nullptr;
    QPushButton *m_delete = nullptr;
    QPushButton *m_keep = nullptr;
    style::PlainLabel *m_trouble = nullptr;
    style::PlainLabel *m_sheet = nullptr;
    QPushButton *m_make = nullptr;
    QPushButton *m_try = nullptr;
};

} // namespace pc::account
