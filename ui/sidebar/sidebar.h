// SPDX-License-Identifier: GPL-3.0-or-later
// The left side of the window: search, filters and the list of conversations. Knows which one is open only because
// it was told; opening is the window's.

#pragma once

#include "core/base/clock.h"
#include "core/session/session.h"
#include "ui/models/conversationfilter.h"
#include "ui/models/conversationlistmodel.h"
#include "ui/models/peoplemodel.h"
#include "ui/sidebar/conversationdelegate.h"
#include "ui/sidebar/emptyhint.h"
#include "ui/sidebar/filterbar.h"
#include "ui/sidebar/persondelegate.h"
#include "ui/sidebar/searchfield.h"
#include "ui/style/iconbutton.h"

#include <QListView>
#include <QWidget>

#include <memory>

namespace pc::sidebar {

class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive this.
    Sidebar(session::Session &session, ui::ConversationListModel &conversations, Clock &clock,
        const style::Theme &theme, QWidget *parent = nullptr);

    /// Marks the open conversation; nothing is emitted.
    void setCurrent(ConversationId id);

    /// The conversation `by` rows away from the open one, as shown now; with `unreadOnly` the next that waits.
    void step(int by, bool unreadOnly);

    void focusSearch();
    void focusList();

    QListView *list() const { return m_list; }
    SearchField *search() const { return m_search; }

Q_SIGNALS:
    void conversationChosen(pc::ConversationId conversation);
    void personChosen(const pc::people::Person &person);
    void newConversationRequested();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildWidgets();
    void wireUp();
    void retranslate();
    void searchChanged(const QString &text);
    void filterChanged();
    void explainEmpty();
    void countArchived();
    void choose(const QModelIndex &shown);
    void choosePerson(const QModelIndex &index);
    void takeFirst();
    void openMenu(const QPoint &at);

    session::Session &m_session;
    ui::ConversationListModel &m_conversations;
    Clock &m_clock;
    const style::Theme &m_theme;
    ui::ConversationFilter m_filter;
    ui::PeopleModel m_people;
    ConversationDelegate m_delegate;
    PersonDelegate m_personDelegate;
    std::unique_ptr<Timer> m_pause;
    ConversationId m_current;
    bool m_failed = false;

    SearchField *m_search = nullptr; ///< Child, as all below.
    style::IconButton *m_new = nullptr;
    FilterBar *m_filters = nullptr;
    QListView *m_list = nullptr;
    style::PlainLabel *m_peopleTitle = nullptr;
    QListView *m_peopleList = nullptr;
    EmptyHint *m_empty = nullptr;
};

} // namespace pc::sidebar
