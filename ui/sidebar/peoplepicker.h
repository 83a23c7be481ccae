// SPDX-License-Identifier: GPL-3.0-or-later
// Choosing people of the school: a field that searches as one types, the people it finds, and those chosen.

#pragma once

#include "core/base/clock.h"
#include "core/session/session.h"
#include "ui/models/peoplemodel.h"
#include "ui/sidebar/persondelegate.h"
#include "ui/sidebar/searchfield.h"
#include "ui/style/plainlabel.h"

#include <QListView>
#include <QSet>
#include <QWidget>

#include <memory>
#include <vector>

namespace pc::sidebar {

class PeoplePicker final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive this.
    PeoplePicker(session::Session &session, Clock &clock, const style::Theme &theme, QWidget *parent = nullptr);

    /// Left out of the chosen ones' list: those who are members already.
    void setAlreadyThere(const QSet<UserId> &people) { m_there = people; }

    const std::vector<people::Person> &chosen() const { return m_chosen; }
    std::vector<UserId> chosenIds() const;

    SearchField *field() const { return m_field; }
    QListView *list() const { return m_list; }

Q_SIGNALS:
    void chosenChanged();

private:
    void buildWidgets();
    void toggle(const QModelIndex &index);
    void toggleCurrent();
    void step(int by);
    void describe();
    void explain();

    session::Session &m_session;
    const style::Theme &m_theme;
    ui::PeopleModel m_model;
    PersonDelegate m_delegate;
    std::unique_ptr<Timer> m_pause;
    std::vector<people::Person> m_chosen;
    QSet<UserId> m_there;
    SearchField *m_field = nullptr; ///< Child, as all below.
    style::PlainLabel *m_names = nullptr;
    style::PlainLabel *m_hint = nullptr;
    QListView *m_list = nullptr;
};

} // namespace pc::sidebar
