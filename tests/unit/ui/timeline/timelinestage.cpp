// SPDX-License-Identifier: GPL-3.0-or-later

#include "timelinestage.h"

#include "tests/support/fakesession/numberedid.h"
#include "tests/support/fakesession/samplehistory.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace pc;
using namespace pc::support;

TimelineStage::TimelineStage(Language language)
    : clock(sampleTime(14, 6))
    , school(language == Language::Arabic ? sampleSchoolArabic(clock) : sampleSchool(clock))
    , view(std::make_unique<ui::TimelineView>(theme))
{
    theme.setStill(true);
    theme.install();
}

TimelineStage::~TimelineStage()
{
    view.reset();
    model.reset();
}

ConversationId TimelineStage::addLong(qint64 count)
{
    chat::Conversation made = session().summary(school.class3b).conversation;
    made.id = numberedId<ConversationId>(99);
    made.watermarks = { Seq { count }, Seq { count - 20 } };
    session().addConversation(made);
    session().generateHistory(
        made.id, count, sampleGenerator({ made.id, school.me, { school.ada, school.luis }, clock.utcNow(), count }));
    return made.id;
}

bool TimelineStage::open(ConversationId id, QSize size)
{
    conversation = id;
    model = std::make_unique<ui::TimelineModel>(session(), clock, session().summary(id));
    QSignalSpy arrived(model.get(), &ui::TimelineModel::arrived);
    view->resize(size);
    view->setModel(model.get());
    view->show();
    view->activateWindow();
    if (!QTest::qWaitForWindowActive(view.get()) || (arrived.isEmpty() && !arrived.wait()))
        return false;
    return settle();
}

bool TimelineStage::settle()
{
    return QTest::qWaitFor([this] {
        const size_t asked = session().pageRequests().size();
        QCoreApplication::sendPostedEvents();
        view->placeNow();
        return asked == session().pageRequests().size();
    });
}

QImage TimelineStage::grab(const QString &name)
{
    const QImage image = view->grab().toImage();
    const QString folder = qEnvironmentVariable("PC_GRAB_DIR");
    if (!folder.isEmpty())
        image.save(folder + u'/' + name + QStringLiteral(".png"));
    return image;
}
