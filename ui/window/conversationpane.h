// SPDX-License-Identifier: GPL-3.0-or-later
// One open conversation from top to bottom: header, status strip, timeline, composer; or a hint while none is open.

#pragma once

#include "core/base/clock.h"
#include "core/session/session.h"
#include "ui/compose/composer.h"
#include "ui/models/conversationlistmodel.h"
#include "ui/models/readersmodel.h"
#include "ui/models/timelinemodel.h"
#include "ui/sidebar/emptyhint.h"
#include "ui/timeline/timelineview.h"
#include "ui/window/header.h"
#include "ui/window/noticecard.h"
#include "ui/window/strip.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace pc::window {

class ConversationPane final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive this.
    ConversationPane(session::Session &session, ui::ConversationListModel &conversations, ui::ReadersModel &readers,
        Clock &clock, const style::Theme &theme, QWidget *parent = nullptr);
    ~ConversationPane() override;

    void open(ConversationId id);
    void setSelf(const session::Self &self);
    std::optional<ConversationId> conversation() const { return m_open; }

    /// Nothing for one that is not shown.
    const chat::Message *message(MessageId message) const;

    Header *header() const { return m_header; }
    Strip *strip() const { return m_strip; }
    ui::TimelineView *timeline() const { return m_timeline; }
    compose::Composer *composer() const { return m_composer; }
    NoticeCard *doubt() const { return m_doubt; } ///< Why messages wait, or who is called otherwise than before.

Q_SIGNALS:
    void messageDetailsRequested(pc::MessageId message);
    void checkRequested();
    void readersRequested(); ///< Somebody wants to see who reads here.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildWidgets(Clock &clock);
    void refresh();
    void actOnNotice();
    void showParts();

    session::Session &m_session;
    ui::ConversationListModel &m_conversations;
    ui::ReadersModel &m_readers;
    Clock &m_clock;
    const style::Theme &m_theme;
    session::Self m_self;
    std::optional<ConversationId> m_open;
    std::unique_ptr<ui::TimelineModel> m_model;

    Header *m_header = nullptr; ///< Child, as all below.
    Strip *m_strip = nullptr;
    sidebar::EmptyHint *m_hint = nullptr;
    ui::TimelineView *m_timeline = nullptr;
    NoticePlace *m_doubtPlace = nullptr;
    NoticeCard *m_doubt = nullptr;
    compose::Composer *m_composer = nullptr;
};

} // namespace pc::window
