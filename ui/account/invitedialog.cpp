// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/invitedialog.h"

#include "ui/account/namesfield.h"
#include "ui/models/whendone.h"
#include "ui/style/icon.h"
#include "ui/words/errors.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPageSize>
#include <QPrintDialog>
#include <QPrinter>
#include <QStandardPaths>

#include <algorithm>
#include <memory>
#include <utility>

namespace pc::account {

using namespace style;

namespace {

constexpr qsizetype kLongestText = 100;
constexpr int kUsualDays = 30;

QString refusalOf(Errc code)
{
    if (code == Errc::Forbidden)
        return InviteDialog::tr("Another administrator of your school has to let you confirm people first.");
    if (code == Errc::TooLarge)
        return InviteDialog::tr("There are too many letters that nobody has joined with. Please withdraw some first.");
    return words::errorSentence(code);
}

} // namespace

std::vector<Invitee> inviteesIn(const QString &text)
{
    std::vector<Invitee> invitees;
    for (QString line : text.split(u'\n')) {
        line.replace(u'\t', u';');
        const Invitee one { line.section(u';', 0, 0).simplified(), line.section(u';', 1, 1).simplified() };
        const bool fits = one.name.size() <= kLongestText && one.label.size() <= kLongestText;
        if (!one.name.isEmpty() && fits && invitees.size() < std::size_t(kMostInvitees))
            invitees.push_back(one);
    }
    return invitees;
}

InviteDialog::InviteDialog(session::Session &session, const SheetOwner &writer, const Theme &theme, QWidget *parent)
    : FittingDialog(parent)
    , m_session(session)
    , m_writer(writer)
    , m_theme(theme)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Invite people"));
    buildWidgets();
    connect(m_names, &QPlainTextEdit::textChanged, this, &InviteDialog::review);
    connect(m_write, &QPushButton::clicked, this, &InviteDialog::write);
    connect(m_print, &QPushButton::clicked, this, [this] { print(m_written); });
    connect(m_save, &QPushButton::clicked, this, &InviteDialog::chooseFile);
    connect(&session, &session::Session::invitationsChanged, this, &InviteDialog::load);
    review();
    load();
}

void InviteDialog::buildWidgets()
{
    auto *column = new QVBoxLayout(buildScrolled());
    column->setContentsMargins(kGap6, kGap6, kGap6, 0);
    column->setSpacing(kGap3);
    const auto label = [&](TextSize size, Weight weight, Tone tone, const QString &text) {
        auto *made = new PlainLabel(m_theme, size, weight, this);
        made->setTone(tone);
        made->setWordWrap(true);
        made->setText(text);
        column->addWidget(made);
        return made;
    };
    label(TextSize::Headline, Weight::Strong, Tone::Text, windowTitle());
    label(TextSize::Body, Weight::Regular, Tone::Secondary,
        tr("Each person gets a letter of their own. Whoever joins with it is confirmed by the school at once, and "
           "nobody has to compare anything."));
    auto *field = new NamesField(m_theme, this);
    m_names = field->edit();
    m_names->setPlaceholderText(
        tr("Jana Horáková; Mother of Mateo", "an example: a name, and what the school calls her"));
    m_names->setAccessibleName(tr("Who is invited"));
    addCaption(*column, tr("Who is invited"), field);
    label(TextSize::Caption, Weight::Regular, Tone::Secondary,
        tr("One person on each line. After a semicolon you can write what the school calls them. You can also paste "
           "two columns of a table."));
    m_role = new QComboBox(this);
    m_role->addItem(tr("Parents or guardians"), int(people::Role::Guardian));
    m_role->addItem(tr("Staff"), int(people::Role::Staff));
    m_role->addItem(tr("Administrators"), int(people::Role::Administrator));
    addCaption(*column, tr("They are"), m_role);
    m_days = new QComboBox(this);
    for (const int days : { 14, kUsualDays, 90 })
        m_days->addItem(tr("%n day(s)", nullptr, days), days);
    m_days->setCurrentIndex(m_days->findData(kUsualDays));
    addCaption(*column, tr("The letters work for"), m_days);
    m_write = new QPushButton(this);
    m_write->setDefault(true);
    column->addWidget(m_write);
    m_note = label(TextSize::Secondary, Weight::Regular, Tone::Secondary, {});
    m_note->hide();
    m_print = new QPushButton(themedIcon(Icon::Pen, m_theme), tr("Print…"), this);
    m_save = new QPushButton(themedIcon(Icon::Download, m_theme), tr("Save as a file…"), this);
    auto *ways = new QHBoxLayout;
    for (QPushButton *button : { m_print, m_save }) {
        button->setAutoDefault(false);
        button->hide();
        ways->addWidget(button);
    }
    column->addLayout(ways);
    m_outTitle = label(TextSize::Body, Weight::Strong, Tone::Text, tr("Letters that are out"));
    m_outTitle->hide();
    m_list = new QVBoxLayout;
    m_list->setSpacing(kGap1);
    column->addLayout(m_list);
    column->addStretch();
    auto *done = new QPushButton(tr("Done"), this);
    done->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(kGap6, 0, kGap6, 0);
    buttons->addStretch();
    buttons->addWidget(done);
    static_cast<QVBoxLayout *>(layout())->addLayout(buttons);
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
}

QWidget *InviteDialog::addCaption(QVBoxLayout &layout, const QString &text, QWidget *field)
{
    auto *caption = new PlainLabel(m_theme, TextSize::Caption, Weight::Strong, this);
    caption->setTone(Tone::Secondary);
    caption->setText(text);
    caption->setBuddy(field);
    field->setAccessibleName(text);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(kGap1);
    lines->addWidget(caption);
    lines->addWidget(field);
    layout.addLayout(lines);
    return field;
}

void InviteDialog::review()
{
    const int count = int(inviteesIn(m_names->toPlainText()).size());
    m_write->setText(count < 2 ? tr("Write the letter") : tr("Write %n letters", nullptr, count));
    m_write->setEnabled(count > 0 && !m_isWriting);
}

// ---- Writing

void InviteDialog::write()
{
    const auto invitees = inviteesIn(m_names->toPlainText());
    if (invitees.empty() || m_isWriting)
        return;
    m_isWriting = true;
    m_waiting = { invitees.begin(), invitees.end() };
    m_written.clear();
    m_names->setReadOnly(true);
    m_print->hide();
    m_save->hide();
    say(tr("Writing…"), Tone::Secondary);
    review();
    writeNext();
}

void InviteDialog::writeNext()
{
    if (m_waiting.empty())
        return finishWriting({});
    const Invitee &next = m_waiting.front();
    const session::InvitationRequest request { next.name, people::Role(m_role->currentData().toInt()), next.label,
        m_days->currentData().toInt() };
    ui::whenDone(m_session.invite(request), this, [this](const Result<session::Invitation> &made) {
        if (!made)
            return finishWriting(made.error());
        m_written.push_back(*made);
        m_waiting.pop_front();
        writeNext();
    });
}

/// Whoever could not be invited stays in the field.
void InviteDialog::finishWriting(const Result<void> &result)
{
    m_isWriting = false;
    m_names->setReadOnly(false);
    QStringList left;
    for (const Invitee &one : m_waiting)
        left << (one.label.isEmpty() ? one.name : one.name + QStringLiteral("; ") + one.label);
    m_waiting.clear();
    m_names->setPlainText(left.join(u'\n'));
    const int count = int(m_written.size());
    const QString done = tr("%n letter(s) written. Whoever has one is confirmed as the person in it: hand them out "
                            "yourself, or send them by post.",
        nullptr, count);
    if (result)
        say(done, Tone::Secondary);
    else
        say(count == 0 ? refusalOf(result.code())
                       : tr("%1 The others were not written. %2", "%1 and %2 are sentences")
                             .arg(done, refusalOf(result.code())),
            Tone::Danger);
    m_print->setVisible(count > 0);
    m_save->setVisible(count > 0);
    if (count > 0)
        m_print->setFocus();
    review();
    load();
}

// ---- Those that are out

void InviteDialog::load()
{
    if (m_isWriting)
        return; // afterwards
    ui::whenDone(m_session.invitations(), this,
        [this](const Result<std::vector<session::Invitation>> &invitations) { take(invitations); });
}

void InviteDialog::take(const Result<std::vector<session::Invitation>> &invitations)
{
    if (!invitations) {
        if (m_note->isHidden())
            say(refusalOf(invitations.code()), Tone::Danger);
        return;
    }
    for (InviteRow *row : m_rows) {
        m_list->removeWidget(row);
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    for (const session::Invitation &invitation : *invitations) {
        auto *row = new InviteRow(invitation, m_theme);
        connect(row, &InviteRow::printRequested, this, [this, invitation] { print({ invitation }); });
        connect(row, &InviteRow::withdrawRequested, this, [this, id = invitation.id] {
            ui::whenDone(m_session.withdrawInvitation(id), this, [this](const Result<void> &withdrawn) {
                if (!withdrawn)
                    say(refusalOf(withdrawn.code()), Tone::Danger);
                load();
            });
        });
        m_list->addWidget(row);
        row->show(); // what is not shown yet has no height
        m_rows.push_back(row);
    }
    m_outTitle->setVisible(!m_rows.empty());
    fit();
}

// ---- Paper

std::vector<LetterPaper> InviteDialog::papers(const std::vector<session::Invitation> &invitations) const
{
    std::vector<LetterPaper> letters;
    for (const session::Invitation &invitation : invitations)
        letters.push_back({ invitation, m_writer.school, m_writer.person });
    return letters;
}

void InviteDialog::print(const std::vector<session::Invitation> &invitations)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution); // as long as its dialog, which only borrows it
    printer->setPageSize(usualPageSize());
    printer->setDocName(QStringLiteral("ParentConnect"));
    auto *dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this, printer, invitations] {
        if (printLetters(*printer, papers(invitations)))
            say(tr("Please fetch the letters from the printer before somebody else does."), Tone::Secondary);
        else
            say(tr("It could not be printed. The letters are kept: you can print them again below."), Tone::Danger);
    });
    connect(dialog, &QObject::destroyed, this, [printer] {}); // not before
    dialog->open();
}

void InviteDialog::chooseFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *files = new QFileDialog(this, tr("Save the letters"), folder, QStringLiteral("PDF (*.pdf)"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setAcceptMode(QFileDialog::AcceptSave);
    files->setDefaultSuffix(QStringLiteral("pdf"));
    files->selectFile(tr("Invitations", "name of a file") + QStringLiteral(".pdf"));
    connect(files, &QFileDialog::fileSelected, this, &InviteDialog::saveAs);
    files->open();
}

void InviteDialog::saveAs(const QString &path)
{
    const Result<void> saved = saveLetters(path, papers(m_written));
    const QString shown = isolated(QDir::toNativeSeparators(path));
    if (saved)
        say(tr("They are in “%1”. Whoever can open this file can join in these names: please print it, then delete it.")
                .arg(shown),
            Tone::Secondary);
    else
        say(words::errorSentence(saved.code()), Tone::Danger);
}

void InviteDialog::say(const QString &sentence, Tone tone)
{
    m_note->setTone(tone);
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
    if (isVisible())
        fit();
}

} // namespace pc::account
