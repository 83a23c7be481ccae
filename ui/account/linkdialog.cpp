// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/linkdialog.h"

#include "ui/account/linkpage.h"
#include "ui/account/picturedialog.h"
#include "ui/models/whendone.h"
#include "ui/words/errors.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <utility>

namespace pc::account {

using namespace style;

namespace {

QString findingSentence(Errc code)
{
    switch (code) {
    case Errc::Invalid:
        return LinkDialog::tr("These are not nine digits. Please type the number that the new computer shows.");
    case Errc::NotFound:
    case Errc::Expired:
        return LinkDialog::tr(
            "No computer of yours shows this number now. It changes every minute; please look again.");
    case Errc::Conflict:
    case Errc::Corrupt:
        return LinkDialog::tr(
            "This is not the computer that shows the number. Nothing was given to it. Please try again on "
            "another network.");
    case Errc::Timeout:
        return LinkDialog::tr("The new computer did not answer. Please see that it is on and shows a number.");
    default:
        return words::errorSentence(code);
    }
}

QString findingSentenceOfPicture(Errc code)
{
    switch (code) {
    case Errc::Invalid:
        return LinkDialog::tr(
            "This is another kind of picture. Please read the one below the number on the new computer.");
    case Errc::NotFound:
    case Errc::Expired:
        return LinkDialog::tr(
            "No computer of yours shows this picture now. It changes every minute; please read it again.");
    case Errc::Conflict:
    case Errc::Corrupt:
        return LinkDialog::tr(
            "This is not the computer that shows the picture. Nothing was given to it. Please try again on "
            "another network.");
    default:
        return findingSentence(code);
    }
}

QString linkingSentence(Errc code)
{
    if (code == Errc::Conflict || code == Errc::NotFound)
        return LinkDialog::tr("The new computer gave up meanwhile. Please begin again with its new number.");
    return words::errorSentence(code);
}

} // namespace

LinkDialog::LinkDialog(session::DeviceDesk &desk, const Theme &theme, QWidget *parent, pictures::CameraMaker camera)
    : FittingDialog(parent)
    , m_desk(desk)
    , m_theme(theme)
    , m_camera(std::move(camera))
    , m_text(new PlainLabel(theme, TextSize::Body, Weight::Regular, this))
    , m_field(new QLineEdit(this))
    , m_read(new QPushButton(tr("Read the picture instead…"), this))
    , m_words(new PlainLabel(theme, TextSize::Headline, Weight::Strong, this))
    , m_trouble(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
    , m_cancel(new QPushButton(this))
    , m_button(new QPushButton(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Add a computer"));
    auto *headline = new PlainLabel(theme, TextSize::Headline, Weight::Strong, this);
    headline->setText(windowTitle());
    for (PlainLabel *label : { headline, m_text, m_words, m_trouble })
        label->setWordWrap(true);
    m_text->setTone(Tone::Secondary);
    m_trouble->setTone(Tone::Danger);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setContentsMargins(0, kGap2, 0, kGap2);
    m_field->setAccessibleName(tr("The number that the new computer shows"));
    m_field->setPlaceholderText(QStringLiteral("123 456 789"));
    m_field->setLayoutDirection(Qt::LeftToRight);
    m_read->setAutoDefault(false);
    m_cancel->setFlat(true);
    m_cancel->setAutoDefault(false);
    m_button->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap6, kGap6, kGap6, kGap4);
    layout->setSpacing(kGap3);
    for (QWidget *part :
        { static_cast<QWidget *>(headline), static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_field),
            static_cast<QWidget *>(m_read), static_cast<QWidget *>(m_words), static_cast<QWidget *>(m_trouble) })
        layout->addWidget(part);
    layout->addLayout(buttons);
    connect(m_field, &QLineEdit::textChanged, this,
        [this](const QString &typed) { m_button->setEnabled(m_step != Step::Typing || !typed.trimmed().isEmpty()); });
    connect(m_read, &QPushButton::clicked, this, &LinkDialog::read);
    connect(m_cancel, &QPushButton::clicked, this, &LinkDialog::reject);
    connect(m_button, &QPushButton::clicked, this, &LinkDialog::act);
    enter(Step::Typing);
}

void LinkDialog::enter(Step step)
{
    m_step = step;
    const bool types = step == Step::Typing || step == Step::Looking;
    m_field->setVisible(types);
    m_field->setEnabled(step == Step::Typing);
    m_read->setVisible(types);
    m_read->setEnabled(step == Step::Typing);
    m_words->setVisible(step == Step::Comparing || step == Step::Adding);
    m_trouble->hide();
    m_trouble->setText({});
    m_cancel->setVisible(step != Step::Adding && step != Step::Done);
    m_cancel->setText(step == Step::Comparing ? tr("No") : tr("Cancel"));
    m_button->setEnabled(step == Step::Comparing || step == Step::Done
        || (step == Step::Typing && !m_field->text().trimmed().isEmpty()));
    switch (step) {
    case Step::Typing:
        m_text->setText(
            tr("Sign in on the new computer with your user name and password. It then shows a number; please type "
               "it here."));
        m_button->setText(tr("Continue"));
        m_field->setFocus();
        break;
    case Step::Looking:
        m_button->setText(tr("Looking for it…"));
        break;
    case Step::Comparing:
        m_text->setText(tr("Does “%1” show the same four words?").arg(isolated(m_name)));
        m_button->setText(tr("Yes, the same words"));
        m_button->setFocus();
        break;
    case Step::Adding:
        m_button->setText(tr("Adding it…"));
        break;
    case Step::Done:
        m_text->setText(
            tr("“%1” is yours now, once you say there as well that the words are the same.").arg(isolated(m_name)));
        m_button->setText(tr("Done"));
        m_button->setFocus();
        break;
    }
    if (isVisible())
        fit();
}

void LinkDialog::act()
{
    switch (m_step) {
    case Step::Typing:
        find(m_field->text(), false);
        break;
    case Step::Comparing:
        enter(Step::Adding);
        ui::whenDone(m_desk.link(), this, [this](const Result<void> &linked) { onLinked(linked); });
        break;
    case Step::Done:
        accept();
        break;
    case Step::Looking:
    case Step::Adding:
        break;
    }
}

void LinkDialog::read()
{
    auto *dialog = new PictureDialog(
        tr("It is the black and white picture below the number on the new computer."), m_camera, m_theme, this);
    connect(dialog, &PictureDialog::pictureRead, this, [this](const QString &text) { find(text, true); });
    dialog->open();
}

void LinkDialog::find(const QString &codeOrPicture, bool isPicture)
{
    m_isPicture = isPicture;
    enter(Step::Looking);
    ui::whenDone(
        m_desk.find(codeOrPicture), this, [this](const Result<session::LinkCandidate> &found) { onFound(found); });
}

void LinkDialog::onFound(const Result<session::LinkCandidate> &found)
{
    if (m_step != Step::Looking)
        return;
    if (!found) {
        fail(m_isPicture ? findingSentenceOfPicture(found.code()) : findingSentence(found.code()));
        return;
    }
    m_name = found->name;
    m_words->setText(inTwoLines(found->words));
    enter(Step::Comparing);
}

void LinkDialog::onLinked(const Result<void> &linked)
{
    if (linked)
        enter(Step::Done);
    else
        fail(linkingSentence(linked.code()));
}

void LinkDialog::fail(const QString &sentence)
{
    m_desk.decline();
    enter(Step::Typing);
    m_field->selectAll();
    m_trouble->setText(sentence);
    m_trouble->show();
    if (isVisible())
        fit();
}

// What is on its way cannot be taken back: nobody shall leave without having been told how it stands.
void LinkDialog::reject()
{
    if (m_step == Step::Adding)
        return;
    if (m_step == Step::Done)
        return accept();
    m_desk.decline();
    QDialog::reject();
}

} // namespace pc::account
