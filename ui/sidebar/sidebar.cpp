// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sidebar/sidebar.h"

#include "ui/sidebar/conversationmenu.h"
#include "ui/words/errors.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace pc::sidebar {
namespace {

using namespace style;
using Show = ui::ConversationFilter::Show;

constexpr Milliseconds kSearchPause { 200 };
constexpr int kPeopleShown = 4; // Rows; the rest is scrolled to.

void prepareList(QListView *list)
{
    list->setFrameShape(QFrame::NoFrame);
    list->setMouseTracking(true);
    list->setUniformItemSizes(true);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
}

} // namespace

Sidebar::Sidebar(session::Session &session, ui::ConversationListModel &conversations, Clock &clock, const Theme &theme,
    QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_conversations(conversations)
    , m_clock(clock)
    , m_theme(theme)
    , m_people(session)
    , m_delegate(theme, clock)
    , m_personDelegate(theme)
    , m_pause(clock.makeTimer([this] { m_people.search(m_search->text()); }))
{
    m_filter.setSourceModel(&m_conversations);
    setMinimumWidth(kSidebarLeast);
    buildWidgets();
    wireUp();
    retranslate();
    countArchived();
    m_filters->setUnread(m_conversations.unreadTotal());
    searchChanged({});
}

void Sidebar::setCurrent(ConversationId id)
{
    m_current = id;
    const QModelIndex shown = m_filter.mapFromSource(m_conversations.indexOf(id));
    if (shown.isValid()) {
        m_list->setCurrentIndex(shown);
    } else {
        m_list->clearSelection();
        m_list->setCurrentIndex({});
    }
}

void Sidebar::step(int by, bool unreadOnly)
{
    const int rows = m_filter.rowCount();
    const QModelIndex open = m_filter.mapFromSource(m_conversations.indexOf(m_current));
    int at = open.isValid() ? open.row() : (by > 0 ? -1 : rows);
    for (at += by; at >= 0 && at < rows; at += by) {
        const QModelIndex next = m_filter.index(at, 0);
        if (!unreadOnly || next.data(ui::ConversationListModel::UnreadRole).toLongLong() > 0)
            return choose(next);
    }
}

void Sidebar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void Sidebar::focusList()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
}

void Sidebar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(Tone::Panel));
}

void Sidebar::buildWidgets()
{
    m_search = new SearchField(m_theme, this);
    m_new = new IconButton(Icon::Pen, {}, m_theme, this);
    m_filters = new FilterBar(m_theme, this);
    m_list = new QListView(this);
    prepareList(m_list);
    m_list->setModel(&m_filter);
    m_list->setItemDelegate(&m_delegate);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_peopleTitle = new PlainLabel(m_theme, TextSize::Caption, Weight::Strong, this);
    m_peopleTitle->setTone(Tone::Secondary);
    m_peopleTitle->setContentsMargins(kGap4, kGap2, kGap4, kGap1);
    m_peopleList = new QListView(this);
    prepareList(m_peopleList);
    m_peopleList->setModel(&m_people);
    m_peopleList->setItemDelegate(&m_personDelegate);
    m_empty = new EmptyHint(m_theme, this);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(kGap4, kGap3, kGap2 + kGap1, 0);
    top->setSpacing(kGap2);
    top->addWidget(m_search, 1);
    top->addWidget(m_new);
    auto *filters = new QVBoxLayout;
    filters->setContentsMargins(kGap4, kGap3, kGap4, kGap2);
    filters->addWidget(m_filters);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(filters);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_peopleTitle);
    layout->addWidget(m_peopleList);
}

void Sidebar::wireUp()
{
    connect(m_search, &QLineEdit::textChanged, this, &Sidebar::searchChanged);
    connect(m_search, &QLineEdit::returnPressed, this, &Sidebar::takeFirst);
    connect(m_search, &SearchField::leaveRequested, this, &Sidebar::focusList);
    connect(m_search, &SearchField::stepRequested, this, [this](int by) {
        QListView *list = m_filter.rowCount() > 0 ? m_list : m_peopleList;
        list->setFocus(Qt::TabFocusReason);
        if (!list->currentIndex().isValid() && by > 0)
            list->setCurrentIndex(list->model()->index(0, 0));
    });
    connect(m_new, &QAbstractButton::clicked, this, &Sidebar::newConversationRequested);
    connect(m_filters, &FilterBar::chosenChanged, this, &Sidebar::filterChanged);
    connect(m_list, &QListView::clicked, this, &Sidebar::choose);
    connect(m_list, &QListView::activated, this, &Sidebar::choose);
    connect(m_list, &QWidget::customContextMenuRequested, this, &Sidebar::openMenu);
    connect(m_peopleList, &QListView::clicked, this, &Sidebar::choosePerson);
    connect(m_peopleList, &QListView::activated, this, &Sidebar::choosePerson);
    connect(m_empty, &EmptyHint::actionRequested, this, &Sidebar::newConversationRequested);

    connect(&m_conversations, &ui::ConversationListModel::unreadTotalChanged, m_filters, &FilterBar::setUnread);
    connect(&m_conversations, &ui::ConversationListModel::loadFailed, this, [this] {
        m_failed = true;
        explainEmpty();
    });
    connect(&m_conversations, &QAbstractItemModel::dataChanged, this, &Sidebar::countArchived);
    connect(&m_conversations, &QAbstractItemModel::modelReset, this, &Sidebar::countArchived);
    for (const auto signal : { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(&m_filter, signal, this, &Sidebar::explainEmpty);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, [this] {
        setCurrent(m_current);
        explainEmpty();
    });
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, [this] {
        // A row that comes back under a filter is the open one again, or not.
        if (m_list->currentIndex().isValid() || m_current == ConversationId {})
            return;
        setCurrent(m_current);
    });
    connect(&m_people, &ui::PeopleModel::stateChanged, this, &Sidebar::explainEmpty);
    connect(&m_people, &QAbstractItemModel::rowsInserted, this, &Sidebar::explainEmpty);
    connect(&m_people, &QAbstractItemModel::rowsRemoved, this, &Sidebar::explainEmpty);
    connect(&m_theme, &Theme::changed, m_list, &QListView::doItemsLayout);
    connect(&m_theme, &Theme::changed, m_peopleList, &QListView::doItemsLayout);
}

void Sidebar::retranslate()
{
    m_search->setPlaceholderText(tr("Search or jump to…"));
    m_search->setAccessibleName(tr("Search conversations and people"));
    m_search->setKeyHint(tr("Ctrl K", "the key that leads to this field, as short as possible"));
    m_new->setName(tr("New conversation"));
    m_list->setAccessibleName(tr("Conversations"));
    m_peopleTitle->setText(tr("Other people at your school"));
    m_peopleList->setAccessibleName(tr("Other people at your school"));
    explainEmpty();
}

void Sidebar::searchChanged(const QString &text)
{
    m_filter.setText(text);
    if (text.trimmed().isEmpty())
        m_pause->stop();
    else
        m_pause->start(kSearchPause);
    explainEmpty();
}

void Sidebar::filterChanged()
{
    m_filter.setShow(m_filters->chosen());
    setCurrent(m_current);
    explainEmpty();
}

void Sidebar::explainEmpty()
{
    const bool searching = !m_search->text().trimmed().isEmpty();
    const int people = searching ? m_people.rowCount() : 0;
    m_peopleTitle->setVisible(people > 0);
    m_peopleList->setVisible(people > 0);
    m_peopleList->setFixedHeight(std::min(people, kPeopleShown) * m_theme.scaled(kPersonRowHeight));

    const bool none = m_filter.rowCount() == 0;
    m_list->setVisible(!none);
    m_empty->setVisible(none);
    if (!none)
        return;
    if (m_failed)
        return m_empty->say(Icon::Warning, words::errorSentence(Errc::Disk));
    if (!m_conversations.isLoaded())
        return m_empty->say(Icon::Clock, tr("Opening your conversations…"));
    if (searching)
        return m_empty->say(Icon::Search,
            people > 0 ? tr("No conversation of that name yet.") : tr("Nothing and nobody of that name."));
    switch (m_filters->chosen()) {
    case Show::All:
        return m_empty->say(
            Icon::Group, tr("No conversations yet. Write to somebody at your school."), tr("New conversation"));
    case Show::Unread:
        return m_empty->say(Icon::Check, tr("Everything is read."));
    case Show::Classes:
        return m_empty->say(Icon::Group, tr("No class yet. The school adds you to it."));
    case Show::People:
        return m_empty->say(Icon::Person, tr("No conversation with one person yet."), tr("New conversation"));
    case Show::Archived:
        return m_empty->say(Icon::Archive, tr("Nothing is archived."));
    }
}

void Sidebar::countArchived()
{
    bool has = false;
    for (int row = 0; row < m_conversations.rowCount() && !has; ++row)
        has = m_conversations.row(row).summary.conversation.settings.archived;
    m_filters->setHasArchived(has);
}

void Sidebar::choose(const QModelIndex &shown)
{
    if (!shown.isValid())
        return;
    const auto id = shown.data(ui::ConversationListModel::IdRole).value<ConversationId>();
    setCurrent(id);
    Q_EMIT conversationChosen(id);
}

void Sidebar::choosePerson(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const people::Person person = m_people.person(index.row());
    m_search->clear();
    Q_EMIT personChosen(person);
}

void Sidebar::takeFirst()
{
    if (m_filter.rowCount() > 0) {
        choose(m_filter.index(0, 0));
        m_search->clear();
    } else if (m_people.rowCount() > 0) {
        choosePerson(m_people.index(0));
    }
}

void Sidebar::openMenu(const QPoint &at)
{
    const QModelIndex shown = m_list->indexAt(at);
    if (!shown.isValid())
        return;
    const int row = m_filter.mapToSource(shown).row();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillConversationMenu(*menu, m_conversations.row(row).summary, m_session, m_theme, m_clock.utcNow());
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

} // namespace pc::sidebar
