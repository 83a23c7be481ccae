// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/trysheetdialog.h"

#include "ui/models/whendone.h"
#include "ui/words/sheet.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace pc::account {

using namespace style;
using session::SheetMistake;

TrySheetDialog::TrySheetDialog(session::RecoveryDesk &desk, const Theme &theme, QWidget *parent)
    : FittingDialog(parent)
    , m_desk(desk)
    , m_theme(theme)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(tr("Try out your recovery sheet"));
    buildWidgets();
    connect(m_field, &SheetField::changed, this, [this] { m_button->setEnabled(m_field->hasWords()); });
    connect(m_field, &SheetField::finished, this, &TrySheetDialog::act);
    connect(m_cancel, &QPushButton::clicked, this, &TrySheetDialog::reject);
    connect(m_button, &QPushButton::clicked, this, &TrySheetDialog::act);
    connect(m_another, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT newSheetRequested();
    });
    enter(Step::Typing);
    m_field->setFocus();
}

void TrySheetDialog::buildWidgets()
{
    auto *inside = new QVBoxLayout(buildScrolled());
    inside->setContentsMargins(kGap6, kGap6, kGap6, 0);
    inside->setSpacing(kGap3);
    auto *headline = new PlainLabel(m_theme, TextSize::Headline, Weight::Strong);
    headline->setText(windowTitle());
    m_text = new PlainLabel(m_theme, TextSize::Body);
    m_text->setTone(Tone::Secondary);
    m_field = new SheetField(m_desk.sheet().kind, m_theme);
    m_bar = new QProgressBar;
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_trouble = new PlainLabel(m_theme, TextSize::Secondary);
    m_trouble->setTone(Tone::Danger);
    m_another = new QPushButton(tr("Make a new one…"));
    m_another->setAutoDefault(false);
    for (PlainLabel *label : { headline, m_text, m_trouble })
        label->setWordWrap(true);
    for (QWidget *part :
        { static_cast<QWidget *>(headline), static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_field),
            static_cast<QWidget *>(m_bar), static_cast<QWidget *>(m_trouble), static_cast<QWidget *>(m_another) })
        inside->addWidget(part);
    inside->addStretch();
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setFlat(true);
    m_cancel->setAutoDefault(false);
    m_button = new QPushButton(this);
    m_button->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(kGap6, 0, kGap6, 0);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_button);
    qobject_cast<QVBoxLayout *>(layout())->addLayout(buttons);
}

void TrySheetDialog::enter(Step step)
{
    m_step = step;
    m_field->setVisible(step != Step::Right);
    m_field->setEnabled(step == Step::Typing);
    m_bar->setVisible(step == Step::Looking);
    m_cancel->setVisible(step != Step::Right);
    m_button->setEnabled(step == Step::Right || (step == Step::Typing && m_field->hasWords()));
    m_another->hide();
    const bool isPhrase = m_desk.sheet().kind == session::SheetWords::Phrase6;
    switch (step) {
    case Step::Typing:
        m_text->setText(isPhrase
                ? tr("Please type your six words, without looking. Nothing is changed by it.")
                : tr("Please fetch your recovery sheet and type its words. Nothing is changed by it."));
        m_button->setText(tr("Try it"));
        break;
    case Step::Looking:
        m_button->setText(tr("Looking…"));
        break;
    case Step::Right:
        m_text->setText(isPhrase ? tr("Yes, these are your six words.")
                                 : tr("Yes, this is your recovery sheet. Please put it back where it was."));
        m_button->setText(tr("Done"));
        m_button->setFocus();
        break;
    }
    setTrouble({});
}

void TrySheetDialog::act()
{
    switch (m_step) {
    case Step::Typing:
        enter(Step::Looking);
        ui::whenDone(m_desk.testSheet(m_field->typed()), this,
            [this](const Result<session::SheetAnswer> &answer) { take(answer); });
        break;
    case Step::Right:
        accept();
        break;
    case Step::Looking:
        break;
    }
}

void TrySheetDialog::take(const Result<session::SheetAnswer> &answer)
{
    if (answer && !*answer) {
        m_field->clear();
        return enter(Step::Right);
    }
    enter(Step::Typing);
    m_field->setFocus();
    if (!answer)
        return setTrouble(words::sheetTrouble(answer.code(), words::SheetUse::Try));
    const SheetMistake mistake = **answer;
    m_another->setVisible(mistake.what == SheetMistake::What::NotThisSheet);
    setTrouble(words::sheetMistake(mistake, m_field->typed(), m_field->kind(), words::SheetUse::Try));
}

void TrySheetDialog::setTrouble(const QString &sentence)
{
    m_trouble->setText(sentence);
    m_trouble->setVisible(!sentence.isEmpty());
    if (!isVisible())
        return;
    fit();
    reveal(m_another->isHidden() ? static_cast<QWidget *>(m_trouble) : m_another);
}

} // namespace pc::account
