// SPDX-License-Identifier: GPL-3.0-or-later
// OpenedTimeline: a conversation of the sample school, opened by a model that is watched for breaches of Qt's rules.

#pragma once

#include "core/base/fakeclock.h"
#include "tests/support/fakesession/numberedid.h"
#include "tests/support/fakesession/samplehistory.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/models/timelinemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace pc::ui {

/// A school on its day, the class open, the model watched for any breach of the item model's rules.
struct OpenedTimeline
{
    explicit OpenedTimeline(qint64 generated = 0)
        : clock(support::sampleTime(14, 6))
        , school(support::sampleSchool(clock))
    {
        conversation = school.class3b;
        if (generated > 0)
            conversation = addLongConversation(generated);
        open();
    }

    ConversationId addLongConversation(qint64 count)
    {
        chat::Conversation made = school.session->summary(school.class3b).conversation;
        made.id = support::numberedId<ConversationId>(99);
        made.watermarks = {};
        school.session->addConversation(made);
        school.session->generateHistory(made.id, count,
            support::sampleGenerator({ made.id, school.me, { school.ada, school.luis }, clock.utcNow(), count }));
        return made.id;
    }

    void open()
    {
        tester.reset();
        model = std::make_unique<TimelineModel>(*school.session, clock, school.session->summary(conversation));
        tester = std::make_unique<QAbstractItemModelTester>(
            model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        resets = std::make_unique<QSignalSpy>(model.get(), &QAbstractItemModel::modelReset);
    }

    bool load()
    {
        QSignalSpy arrived(model.get(), &TimelineModel::arrived);
        model->load();
        return arrived.count() == 1 || arrived.wait();
    }

    /// What the rows say, newest last, as one readable line a row.
    QStringList rows() const
    {
        QStringList all;
        for (int i = 0; i < model->rowCount(); ++i)
            all << model->text(i);
        return all;
    }

    QString firstDifference() const
    {
        const chat::Page whole = page();
        size_t at = 0;
        for (int i = 0; i < model->rowCount(); ++i) {
            const TimelineRow &row = model->row(i);
            if (row.kind != TimelineRow::Kind::Message)
                continue;
            if (at >= whole.messages.size())
                return QStringLiteral("row %1 is no longer stored").arg(i);
            if (row.message != whole.messages[at])
                return QStringLiteral("row %1 differs from what is stored").arg(i);
            ++at;
        }
        return at == whole.messages.size() ? QString()
                                           : QStringLiteral("%1 rows are missing").arg(whole.messages.size() - at);
    }

    chat::Page page() const
    {
        auto answer = school.session->page(
            { .conversation = conversation, .anchor = chat::PageRequest::Anchor::Newest, .key = {}, .limit = 500 });
        return *answer.result();
    }

    FakeClock clock;
    support::SampleSchool school;
    ConversationId conversation;
    std::unique_ptr<TimelineModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
    std::unique_ptr<QSignalSpy> resets;
};

} // namespace pc::ui
