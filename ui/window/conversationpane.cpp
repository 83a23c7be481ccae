// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/conversationpane.h"

#include "ui/window/readerswords.h"

#include <QPainter>
#include <QVBoxLayout>

namespace pc::window {

using namespace style;

ConversationPane::ConversationPane(session::Session &session, ui::ConversationListModel &conversations,
    ui::ReadersModel &readers, Clock &clock, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_conversations(conversations)
    , m_readers(readers)
    , m_clock(clock)
    , m_theme(theme)
{
    buildWidgets(clock);
    connect(&session, &session::Session::linkStatusChanged, m_strip, &Strip::setStatus);
    connect(m_strip, &Strip::checkRequested, this, &ConversationPane::checkRequested);
    connect(&session, &session::Session::storeStateChanged, m_strip, &Strip::setStore);
    connect(&conversations, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex &first, const QModelIndex &last) {
            // What arrives elsewhere must not lay out this pane anew, a hundred times a second.
            const int row = m_open ? m_conversations.rowOf(*m_open) : -1;
            if (row >= first.row() && row <= last.row())
                refresh();
        });
    connect(&conversations, &QAbstractItemModel::modelReset, this, &ConversationPane::refresh);
    connect(&readers, &ui::ReadersModel::changed, this, &ConversationPane::refresh);
    connect(m_timeline, &ui::TimelineView::detailsRequested, this, &ConversationPane::messageDetailsRequested);
    connect(m_composer, &compose::Composer::sent, m_timeline, &ui::TimelineView::jumpToLatest);
    m_strip->setStatus(session.linkStatus());
    m_strip->setStore(session.storeState());
    showParts();
}

ConversationPane::~ConversationPane()
{
    // The view is destroyed with the other children, after our members: it must not meet a model that is gone.
    m_timeline->setModel(nullptr);
}

void ConversationPane::open(ConversationId id)
{
    const int row = m_conversations.rowOf(id);
    if (row < 0 || m_open == id)
        return;
    m_open = id;
    const ui::ConversationRow &shown = m_conversations.row(row);
    auto next = std::make_unique<ui::TimelineModel>(m_session, m_clock, shown.summary);
    m_timeline->setModel(next.get());
    m_model = std::move(next);
    m_readers.open(id);
    m_composer->open(shown.summary, ui::titleOf(shown.summary.conversation, m_self.person.id));
    refresh();
    showParts();
}

void ConversationPane::setSelf(const session::Self &self)
{
    m_self = self;
    m_readers.setSelf(self.person.id);
    refresh();
}

const chat::Message *ConversationPane::message(MessageId message) const
{
    const int row = m_model ? m_model->rowOf(message) : -1;
    return row < 0 ? nullptr : &m_model->row(row).message;
}

void ConversationPane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(Tone::Ground));
}

void ConversationPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_doubtPlace->setMost(height() * 2 / 5);
}

void ConversationPane::buildWidgets(Clock &clock)
{
    m_header = new Header(m_theme, this);
    m_strip = new Strip(clock, m_theme, this);
    m_hint = new sidebar::EmptyHint(m_theme, this);
    m_hint->say(Icon::Group, tr("Choose a conversation, or start a new one."));
    m_timeline = new ui::TimelineView(m_theme, this);
    m_doubtPlace = new NoticePlace(m_theme, this);
    m_doubt = m_doubtPlace->card();
    connect(m_doubt, &NoticeCard::acted, this, &ConversationPane::actOnNotice);
    m_composer = new compose::Composer(m_session, clock, m_theme, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_strip);
    layout->addWidget(m_hint, 1, Qt::AlignCenter);
    layout->addWidget(m_timeline, 1);
    layout->addWidget(m_doubtPlace);
    layout->addWidget(m_composer);
}

void ConversationPane::refresh()
{
    const int row = m_open ? m_conversations.rowOf(*m_open) : -1;
    if (row < 0)
        return;
    const ui::ConversationRow &shown = m_conversations.row(row);
    m_header->setConversation(shown, m_self.person.id, m_clock.utcNow(), m_readers.secrecy());
    const QString doubt = m_readers.readers() ? doubtSentence(*m_readers.readers(), m_self.person.id) : QString();
    const QString renamed = m_readers.readers() ? renamedSentence(*m_readers.readers(), m_self.person.id) : QString();
    m_doubt->setText(doubt.isEmpty() ? renamed : doubt);
    m_doubt->setAction(doubt.isEmpty() ? tr("I have seen it") : tr("Have a look"));
    m_doubtPlace->setVisible(!m_doubt->text().isEmpty());
    m_composer->setConversation(shown.summary.conversation, ui::titleOf(shown.summary.conversation, m_self.person.id));
}

/// Whoever is in doubt is to be looked at; that somebody is called otherwise was seen here.
void ConversationPane::actOnNotice()
{
    const auto &readers = m_readers.readers();
    if (!readers || !doubtSentence(*readers, m_self.person.id).isEmpty())
        return Q_EMIT readersRequested();
    m_readers.acceptNames();
}

void ConversationPane::showParts()
{
    const bool open = m_open.has_value();
    m_header->setVisible(open);
    m_timeline->setVisible(open);
    m_composer->setVisible(open);
    m_doubtPlace->setVisible(open && !m_doubt->text().isEmpty());
    m_hint->setVisible(!open);
}

} // namespace pc::window
