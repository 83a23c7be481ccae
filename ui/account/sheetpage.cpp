// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/sheetpage.h"

#include "ui/models/whendone.h"
#include "ui/words/sheet.h"

namespace pc::account {

using namespace style;
using session::SheetOffer;
using session::SheetWords;

namespace {

words::SheetUse useOf(SheetPage::Task task)
{
    return task == SheetPage::Task::Recover ? words::SheetUse::Recover : words::SheetUse::Unlock;
}

} // namespace

SheetPage::SheetPage(Task task, session::RecoveryDesk &desk, const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_task(task)
    , m_desk(desk)
    , m_text(addText({}))
    , m_field(new SheetField({}, theme))
    , m_tries(nullptr)
    , m_bar(new QProgressBar)
    , m_button(addButton({}, true))
    , m_back(addButton(tr("Back"), false))
{
    setHeadline(tr("Your recovery sheet"));
    addWidget(m_field);
    m_tries = addText({});
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(kGap2);
    QSizePolicy policy = m_bar->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // nothing moves when it comes
    m_bar->setSizePolicy(policy);
    addWidget(m_bar);
    connect(m_field, &SheetField::changed, this, &SheetPage::review);
    connect(m_field, &SheetField::finished, this, &SheetPage::submit);
    connect(m_button, &QPushButton::clicked, this, &SheetPage::submit);
    connect(m_back, &QPushButton::clicked, this, &SheetPage::left);
    setFocusProxy(m_field);
    if (task == Task::Recover) {
        connect(&desk, &session::RecoveryDesk::offerChanged, this, &SheetPage::tellOffer);
        tellOffer(desk.offer());
        return;
    }
    m_text->setText(
        tr("Please type its words in their order. It opens the messages on this computer, and nothing is lost."));
    m_tries->hide();
    review();
}

void SheetPage::tellOffer(const SheetOffer &offer)
{
    m_field->setKind(offer.exists ? std::optional(offer.kind) : std::nullopt);
    const bool isPhrase = offer.exists && offer.kind == SheetWords::Phrase6;
    const bool isSpanish = offer.language == session::SheetLanguage::Spanish;
    if (isPhrase)
        m_text->setText(isSpanish ? tr("Please type your six words in their order. They are Spanish ones.")
                                  : tr("Please type your six words in their order. They are English ones."));
    else
        m_text->setText(isSpanish ? tr("Please type its 24 words in their order. They are Spanish ones.")
                                  : tr("Please type its 24 words in their order. They are English ones."));
    m_tries->setText(words::sheetTries(offer));
    m_tries->setVisible(!m_tries->wholeText().isEmpty());
    review();
}

void SheetPage::review()
{
    const bool isQuiet = !m_isBusy && !m_isRight;
    m_field->setEnabled(isQuiet);
    m_back->setEnabled(isQuiet);
    m_button->setEnabled(isQuiet && m_field->hasWords());
    m_bar->setVisible(!isQuiet);
    if (m_isRight)
        m_button->setText(tr("It is the right one…"));
    else if (m_isBusy)
        m_button->setText(tr("Looking…"));
    else
        m_button->setText(m_task == Task::Recover ? tr("Bring my messages back") : tr("Open my messages"));
}

void SheetPage::submit()
{
    if (!m_button->isEnabled())
        return;
    m_isBusy = true;
    setTrouble({});
    review();
    const QString typed = m_field->typed();
    ui::whenDone(m_task == Task::Recover ? m_desk.recover(typed) : m_desk.unlockWithSheet(typed), this,
        [this](const Result<session::SheetAnswer> &answer) { take(answer); });
}

void SheetPage::take(const Result<session::SheetAnswer> &answer)
{
    m_isBusy = false;
    m_isRight = answer && !*answer;
    if (m_isRight)
        m_field->clear();
    else if (answer)
        setTrouble(words::sheetMistake(**answer, m_field->typed(), m_field->kind(), useOf(m_task)));
    else
        setTrouble(words::sheetTrouble(answer.code(), useOf(m_task)));
    review();
    if (!m_isRight)
        m_field->setFocus();
}

} // namespace pc::account
