// SPDX-License-Identifier: GPL-3.0-or-later
// MakeSheetDialog: makes a recovery sheet. It counts only once its person has typed three of its words back; whoever leaves before
// keeps the one they had, and is told so. The words go with the dialog, and sooner where they are not needed any more.
//
//   Choosing ─▶ Making ─▶ Showing ⇄ Asking ─▶ Keeping ─▶ Done
//                            └─────────┴─▶ Dropped

#pragma once

#include "core/base/random.h"
#include "core/session/recoverydesk.h"
#include "ui/account/fittingdialog.h"
#include "ui/account/sheetpaper.h"
#include "ui/account/wordgrid.h"

#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <array>

namespace pc::account {

/// In which language a sheet is made: the window's where there are words of it, else English.
session::SheetLanguage sheetLanguage();

class MakeSheetDialog final : public FittingDialog
{
    Q_OBJECT

public:
    /// `random` chooses which words are asked for. All but `owner` must outlive this, which deletes itself.
    MakeSheetDialog(session::RecoveryDesk &desk, const SheetOwner &owner, Random &random, const style::Theme &theme,
        QWidget *parent = nullptr);
    ~MakeSheetDialog() override;

    static constexpr int kAsked = 3;

    QString text() const { return m_text->wholeText(); }
    QString trouble() const { return m_trouble->wholeText(); }
    QString note() const { return m_note->wholeText(); }
    QRadioButton *paperChoice() const { return m_onPaper; }
    QRadioButton *phraseChoice() const { return m_byHeart; }
    WordGrid *grid() const { return m_grid; }
    QLineEdit *field(int asked) const { return m_fields[std::size_t(asked)]; }
    int askedWord(int asked) const { return m_asked[std::size_t(asked)]; } ///< From 0 on.
    QPushButton *printButton() const { return m_print; }
    QPushButton *saveButton() const { return m_save; }
    QPushButton *button() const { return m_button; }
    QPushButton *cancelButton() const { return m_cancel; }
    bool isBusy() const { return m_step == Step::Making || m_step == Step::Keeping; }

    /// As chosen in the dialog for files.
    void saveAs(const QString &path);

    void reject() override;

private:
    enum class Step : quint8 { Choosing, Making, Showing, Asking, Keeping, Done, Dropped };

    void buildWidgets();
    void buildChoice(QVBoxLayout &layout);
    void buildWords(QVBoxLayout &layout);
    void enter(Step step);
    void sayStep();
    void act();
    void turnBack();
    void make();
    void take(const Result<QStringList> &words);
    void ask();
    void compare();
    void keep();
    void review();
    void print();
    void chooseFile();
    void setTrouble(const QString &sentence);
    void forget();
    session::SheetWords chosen() const;
    SheetPaper paper() const { return { m_owner, m_words }; }

    session::RecoveryDesk &m_desk;
    SheetOwner m_owner;
    Random &m_random;
    const style::Theme &m_theme;
    Step m_step = Step::Choosing;
    bool m_hadOne = false; ///< A sheet, before this one.
    QStringList m_words; ///< Empty again once they count or do not.
    std::array<int, kAsked> m_asked {};
    style::PlainLabel *m_text = nullptr; ///< Child, as all below.
    QWidget *m_choice = nullptr;
    QRadioButton *m_onPaper = nullptr;
    QRadioButton *m_byHeart = nullptr;
    QProgressBar *m_bar = nullptr;
    WordGrid *m_grid = nullptr;
    QWidget *m_outlets = nullptr;
    QPushButton *m_print = nullptr;
    QPushButton *m_save = nullptr;
    style::PlainLabel *m_note = nullptr;
    QWidget *m_questions = nullptr;
    std::array<style::PlainLabel *, kAsked> m_captions {};
    std::array<QLineEdit *, kAsked> m_fields {};
    style::PlainLabel *m_trouble = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace pc::account
