// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sidebar/newconversation.h"

#include "ui/models/whendone.h"
#include "ui/words/errors.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace pc::sidebar {
namespace {

using namespace style;

constexpr int kLongestTitle = 80;

} // namespace

NewConversation::NewConversation(
    session::Session &session, Clock &clock, const Theme &theme, bool mayCreateGroup, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_mayCreateGroup(mayCreateGroup)
{
    setWindowTitle(tr("New conversation"));
    setModal(true);
    buildWidgets(clock, theme);
    connect(m_people, &PeoplePicker::chosenChanged, this, &NewConversation::review);
    connect(m_name, &QLineEdit::textChanged, this, &NewConversation::review);
    connect(m_start, &QPushButton::clicked, this, &NewConversation::start);
    review();
    m_people->field()->setFocus();
}

void NewConversation::buildWidgets(Clock &clock, const Theme &theme)
{
    auto *headline = new PlainLabel(theme, TextSize::Headline, Weight::Strong, this);
    headline->setText(tr("New conversation"));
    m_people = new PeoplePicker(m_session, clock, theme, this);
    m_name = new QLineEdit(this);
    m_name->setPlaceholderText(tr("Name of the group"));
    m_name->setAccessibleName(tr("Name of the group"));
    m_name->setMaxLength(kLongestTitle);
    m_trouble = new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this);
    m_trouble->setWordWrap(true);
    m_trouble->setTone(Tone::Danger);
    m_start = new QPushButton(tr("Start"), this);
    m_start->setAutoDefault(false); // Enter in the search chooses a person.
    m_start->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    cancel->setFlat(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_start);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap6, kGap6, kGap6, kGap4);
    layout->setSpacing(kGap3);
    layout->addWidget(headline);
    layout->addWidget(m_people, 1);
    layout->addWidget(m_name);
    layout->addWidget(m_trouble);
    layout->addLayout(buttons);
    resize(kColumnMost, 0);
}

void NewConversation::review()
{
    const auto count = m_people->chosen().size();
    const bool group = count > 1;
    m_name->setVisible(group && m_mayCreateGroup);
    const bool refused = group && !m_mayCreateGroup;
    m_trouble->setVisible(refused);
    if (refused)
        m_trouble->setText(tr("Your school lets staff make groups. Please choose one person."));
    m_start->setEnabled(!m_busy && (count == 1 || (group && m_mayCreateGroup && !m_name->text().trimmed().isEmpty())));
}

void NewConversation::start()
{
    m_busy = true;
    review();
    const std::vector<UserId> ids = m_people->chosenIds();
    const auto answer
        = ids.size() == 1 ? m_session.createDirect(ids.front()) : m_session.createGroup(m_name->text().trimmed(), ids);
    ui::whenDone(answer, this, [this](const Result<ConversationId> &result) { finish(result); });
}

void NewConversation::finish(const Result<ConversationId> &answer)
{
    m_busy = false;
    review();
    if (!answer) {
        m_trouble->setText(words::errorSentence(answer.code()));
        m_trouble->setVisible(true);
        return;
    }
    Q_EMIT started(*answer);
    accept();
}

} // namespace pc::sidebar
