// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sidebar/peoplepicker.h"

#include "ui/words/errors.h"

#include <QLocale>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace pc::sidebar {
namespace {

using namespace style;

constexpr Milliseconds kTypingPause { 200 }; // One question for a word, not one for each letter.
constexpr int kListHeight = 280;

} // namespace

PeoplePicker::PeoplePicker(session::Session &session, Clock &clock, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_theme(theme)
    , m_model(session)
    , m_delegate(theme)
    , m_pause(clock.makeTimer([this] { m_model.search(m_field->text()); }))
{
    buildWidgets();
    connect(m_field, &QLineEdit::textChanged, this, [this] { m_pause->start(kTypingPause); });
    connect(m_field, &QLineEdit::returnPressed, this, &PeoplePicker::toggleCurrent);
    connect(m_field, &SearchField::stepRequested, this, &PeoplePicker::step);
    connect(m_list, &QListView::clicked, this, &PeoplePicker::toggle);
    connect(&m_model, &ui::PeopleModel::stateChanged, this, &PeoplePicker::explain);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &PeoplePicker::explain);
    m_model.search({});
    describe();
    explain();
}

std::vector<UserId> PeoplePicker::chosenIds() const
{
    std::vector<UserId> ids;
    for (const people::Person &person : m_chosen)
        ids.push_back(person.id);
    return ids;
}

void PeoplePicker::buildWidgets()
{
    m_field = new SearchField(m_theme, this);
    m_field->setPlaceholderText(tr("Name or role"));
    m_field->setAccessibleName(tr("Search people of the school"));
    m_names = new PlainLabel(m_theme, TextSize::Secondary, Weight::Regular, this);
    m_names->setTone(Tone::Accent);
    m_names->setElided(true);
    m_hint = new PlainLabel(m_theme, TextSize::Secondary, Weight::Regular, this);
    m_hint->setTone(Tone::Secondary);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_list = new QListView(this);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(&m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setMinimumHeight(kListHeight);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("People of the school"));
    connect(m_list, &QListView::activated, this, &PeoplePicker::toggle);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap2);
    layout->addWidget(m_field);
    layout->addWidget(m_names);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);
}

void PeoplePicker::toggle(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const people::Person person = m_model.person(index.row());
    if (m_there.contains(person.id))
        return;
    const auto known = std::find_if(
        m_chosen.cbegin(), m_chosen.cend(), [&](const people::Person &one) { return one.id == person.id; });
    if (known == m_chosen.cend())
        m_chosen.push_back(person);
    else
        m_chosen.erase(known);
    describe();
    Q_EMIT chosenChanged();
}

void PeoplePicker::toggleCurrent()
{
    // Enter takes the marked row, or the only one that was found.
    if (m_list->currentIndex().isValid())
        return toggle(m_list->currentIndex());
    if (m_model.rowCount() == 1)
        toggle(m_model.index(0));
}

void PeoplePicker::step(int by)
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return;
    const int from = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : (by > 0 ? -1 : rows);
    m_list->setCurrentIndex(m_model.index(std::clamp(from + by, 0, rows - 1)));
}

void PeoplePicker::describe()
{
    QStringList names;
    QSet<UserId> ids = m_there;
    for (const people::Person &person : m_chosen) {
        names.append(isolated(person.name));
        ids.insert(person.id);
    }
    m_delegate.setChecked(ids);
    m_names->setText(names.isEmpty() ? QString() : tr("Chosen: %1").arg(QLocale().createSeparatedList(names)));
    m_names->setVisible(!names.isEmpty());
    m_list->viewport()->update();
}

void PeoplePicker::explain()
{
    QString sentence;
    switch (m_model.state()) {
    case ui::PeopleModel::State::Loading:
        sentence = m_model.rowCount() == 0 ? tr("Searching…") : QString();
        break;
    case ui::PeopleModel::State::Failed:
        sentence = words::errorSentence(m_model.error().code);
        break;
    case ui::PeopleModel::State::Idle:
        sentence = m_model.rowCount() == 0 ? tr("Nobody of that name is known at this school.") : QString();
        break;
    }
    m_hint->setText(sentence);
    m_hint->setVisible(!sentence.isEmpty());
}

} // namespace pc::sidebar
