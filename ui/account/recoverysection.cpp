// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/recoverysection.h"

#include "ui/account/makesheetdialog.h"
#include "ui/account/trysheetdialog.h"
#include "ui/models/whendone.h"
#include "ui/style/icon.h"
#include "ui/style/longcheckbox.h"
#include "ui/words/errors.h"
#include "ui/words/sheet.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

namespace pc::account {

using namespace style;

RecoverySection::RecoverySection(
    session::RecoveryDesk &desk, const SheetOwner &owner, Random &random, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_owner(owner)
    , m_random(random)
    , m_theme(theme)
{
    buildWidgets();
    connect(m_keeps, &QCheckBox::toggled, this, [this](bool keeps) {
        if (keeps && m_desk.archive().isKept)
            return ask(false);
        if (keeps)
            return keepArchive(true);
        ask(true);
    });
    connect(m_delete, &QPushButton::clicked, this, [this] { keepArchive(false); });
    connect(m_keep, &QPushButton::clicked, this, [this] { m_keeps->setChecked(true); });
    connect(m_make, &QPushButton::clicked, this, &RecoverySection::makeSheet);
    connect(m_try, &QPushButton::clicked, this, &RecoverySection::trySheet);
    connect(&desk, &session::RecoveryDesk::archiveChanged, this, &RecoverySection::tellArchive);
    connect(&desk, &session::RecoveryDesk::sheetChanged, this, &RecoverySection::tellSheet);
    ask(false);
    tellArchive(desk.archive());
    tellSheet(desk.sheet());
}

void RecoverySection::buildWidgets()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap2, 0, kGap2);
    layout->setSpacing(kGap2);
    const auto label = [&](TextSize size, Weight weight, Tone tone) {
        auto *made = new PlainLabel(m_theme, size, weight, this);
        made->setTone(tone);
        made->setWordWrap(true);
        layout->addWidget(made);
        return made;
    };
    const auto button = [&](Icon icon, const QString &text) {
        auto *made = new QPushButton(themedIcon(icon, m_theme), text, this);
        made->setAutoDefault(false);
        layout->addWidget(made);
        return made;
    };
    label(TextSize::Body, Weight::Strong, Tone::Text)->setText(tr("If you lose this computer"));
    m_archive = label(TextSize::Secondary, Weight::Regular, Tone::Secondary);
    m_progress = label(TextSize::Secondary, Weight::Regular, Tone::Secondary);
    m_keeps = new style::LongCheckBox(tr("Keep my messages for other computers"), this);
    layout->addWidget(m_keeps);
    m_question = label(TextSize::Secondary, Weight::Regular, Tone::Text);
    m_question->setText(
        tr("What is kept for other computers is then deleted. What is on your computers stays there. A computer "
           "that you add later begins empty, and your recovery sheet brings no messages back."));
    m_delete = button(Icon::Trash, tr("Delete it, and keep nothing"));
    m_delete->setProperty("dangerous", true);
    m_keep = button(Icon::Check, tr("Go on keeping them"));
    m_trouble = label(TextSize::Secondary, Weight::Regular, Tone::Danger);
    m_trouble->hide();
    m_sheet = label(TextSize::Secondary, Weight::Regular, Tone::Secondary);
    m_make = button(Icon::Plus, {});
    m_try = button(Icon::Check, tr("Try it out…"));
    m_try->setAccessibleDescription(tr("Your recovery sheet"));
}

void RecoverySection::tellArchive(const session::ArchiveState &archive)
{
    m_archive->setText(words::archiveSentence(archive));
    m_progress->setText(words::archiveProgress(archive));
    m_progress->setVisible(!m_progress->wholeText().isEmpty());
    if (!archive.isKept)
        ask(false);
    if (m_question->isHidden()) {
        const QSignalBlocker quiet(m_keeps);
        m_keeps->setChecked(archive.isKept);
    }
}

void RecoverySection::tellSheet(const session::SheetState &sheet)
{
    m_sheet->setText(words::sheetSentence(sheet));
    m_make->setText(sheet.exists ? tr("Make a new one…") : tr("Make a recovery sheet…"));
    m_make->setAccessibleDescription(sheet.exists ? tr("A new recovery sheet") : QString());
    m_try->setVisible(sheet.exists);
}

void RecoverySection::ask(bool asked)
{
    for (QWidget *part :
        { static_cast<QWidget *>(m_question), static_cast<QWidget *>(m_delete), static_cast<QWidget *>(m_keep) })
        part->setVisible(asked);
    if (asked)
        m_keep->setFocus();
}

void RecoverySection::keepArchive(bool keeps)
{
    if (m_isBusy)
        return;
    m_isBusy = true;
    for (QWidget *part :
        { static_cast<QWidget *>(m_keeps), static_cast<QWidget *>(m_delete), static_cast<QWidget *>(m_keep) })
        part->setEnabled(false);
    m_trouble->hide();
    ui::whenDone(m_desk.setKeepsArchive(keeps), this, [this](const Result<void> &answer) {
        m_isBusy = false;
        for (QWidget *part :
            { static_cast<QWidget *>(m_keeps), static_cast<QWidget *>(m_delete), static_cast<QWidget *>(m_keep) })
            part->setEnabled(true);
        ask(false);
        m_trouble->setVisible(!answer);
        if (!answer)
            m_trouble->setText(tr("This stays as it was. %1", "%1 is a sentence that says why")
                                   .arg(words::sheetTrouble(answer.code(), words::SheetUse::Try)));
        tellArchive(m_desk.archive());
    });
}

void RecoverySection::makeSheet()
{
    auto *dialog = new MakeSheetDialog(m_desk, m_owner, m_random, m_theme, this);
    dialog->open();
}

void RecoverySection::trySheet()
{
    auto *dialog = new TrySheetDialog(m_desk, m_theme, this);
    connect(dialog, &TrySheetDialog::newSheetRequested, this, &RecoverySection::makeSheet);
    dialog->open();
}

} // namespace pc::account
