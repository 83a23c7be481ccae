// SPDX-License-Identifier: GPL-3.0-or-later
// TimelineStage: a sample school, a clock that stands still, and a view of one conversation in a window of its own.

#pragma once

#include "core/base/fakeclock.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/timeline/timelineview.h"

#include <QImage>

#include <memory>

class TimelineStage
{
public:
    enum class Language { English, Arabic };

    explicit TimelineStage(Language language = Language::English);
    ~TimelineStage();

    pc::support::FakeSession &session() { return *school.session; }

    /// A conversation with this many generated messages, all read.
    pc::ConversationId addLong(qint64 count);

    /// Shows it and waits until the window is active and the first rows are placed.
    bool open(pc::ConversationId id, QSize size = { 960, 680 });
    bool settle(); ///< Lets answers arrive and places rows; false when that does not end.

    /// What the view looks like; also written to the folder named by PC_GRAB_DIR, for people to look at.
    QImage grab(const QString &name);

    pc::FakeClock clock;
    pc::support::SampleSchool school;
    pc::style::Theme theme;
    std::unique_ptr<pc::ui::TimelineModel> model;
    std::unique_ptr<pc::ui::TimelineView> view;
    pc::ConversationId conversation;
};
