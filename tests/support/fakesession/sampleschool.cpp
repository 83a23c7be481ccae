// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakesession/sampleschool.h"

#include "tests/support/fakesession/numberedid.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace pc::support {

namespace {

using chat::ConversationKind;
using people::Role;

const SchoolId kSchool = numberedId<SchoolId>(1);

people::Person makePerson(quint64 number, const QString &name, Role role, const QString &label)
{
    return { numberedId<UserId>(number), kSchool, name, role, label };
}

session::Self makeSelf(const people::Person &person, const QString &school)
{
    return { .person = person, .device = numberedId<DeviceId>(1), .policy = {}, .schoolName = school };
}

/// Writes one sample's people and rows; knows who `me` is.
class Scribe
{
public:
    Scribe(FakeSession &session, const people::Person &me)
        : m_session(session)
        , m_me(me)
    {
        m_session.addPerson(me);
    }

    /// `number` decides the id, and with it the colour; 0 for somebody in the crowd.
    people::Person person(const QString &name, Role role, const QString &label = {}, quint64 number = 0)
    {
        const people::Person made = makePerson(number > 0 ? number : ++m_lastPerson, name, role, label);
        m_session.addPerson(made);
        return made;
    }

    ConversationId conversation(
        ConversationKind kind, const QString &title, const std::vector<people::Person> &others, quint64 number)
    {
        chat::Conversation made;
        made.id = numberedId<ConversationId>(number);
        made.kind = kind;
        made.title = title;
        made.members.push_back({ m_me, chat::MemberRole::Member });
        for (const people::Person &other : others)
            made.members.push_back({ other, chat::MemberRole::Member });
        m_session.addConversation(made);
        m_session.setReaders(made.id, sampleReaders(made, m_me.id));
        return made.id;
    }

    chat::Message says(ConversationId in, const people::Person &who, UtcTime when, const QString &text)
    {
        return m_session.addHistory(in, who.id, when, { .text = text });
    }

    void allRead(ConversationId id)
    {
        const Seq head = m_session.summary(id).conversation.head;
        m_session.setReadUpTo(id, head);
        m_session.raiseWatermarks(id, { head, head });
    }

private:
    FakeSession &m_session;
    people::Person m_me;
    quint64 m_lastPerson = 200;
};

constexpr std::array kGuardians { "Amira Haddad", "Ben Whitaker", "Chiara Rossi", "Daniel Novák", "Elif Yılmaz",
    "Fatou Diallo", "Grzegorz Zieliński", "Hana Suzuki", "Inês Carvalho", "Jonas Weber", "Kateryna Bondar",
    "Léa Fournier", "Mohammed Aziz", "Nora Lindqvist", "Oluwaseun Adeyemi", "Priya Nair", "Quentin Moreau",
    "Rosa Delgado", "Samuel Cohen", "Tamar Gelashvili", "Uwe Krüger", "Valentina Popescu", "William Osei", "Xin Li",
    "Yara Mansour", "Zoe Papadopoulou" };

void writeClass(Scribe &scribe, FakeSession &session, SampleSchool &school, const people::Person &me,
    const people::Person &ada, const people::Person &luis, const people::Person &second)
{
    std::vector<people::Person> others { ada, second, luis };
    for (const char *name : kGuardians)
        others.push_back(scribe.person(QString::fromUtf8(name), Role::Guardian));
    const ConversationId in = scribe.conversation(ConversationKind::Class, QStringLiteral("Class 3B"), others, 5);
    school.class3b = in;
    scribe.says(in, ada, sampleTime(15, 40, 1),
        QStringLiteral("The plants on the window sill have names now. Ask your child for theirs."));
    scribe.says(in, me, sampleTime(16, 2, 1), QStringLiteral("Ours is called Professor Green."));
    scribe.says(in, ada, sampleTime(8, 12),
        QStringLiteral("Good morning! On Thursday, 4 December, we visit the museum. Please say by Wednesday "
                       "whether your child takes part; 21 of 28 families have answered."));
    scribe.says(in, me, sampleTime(8, 20), QStringLiteral("Great. Does she need money for the tram?"));
    const chat::Message read = scribe.says(
        in, ada, sampleTime(8, 31), QStringLiteral("No, the tickets are paid. Here is the letter with the times."));
    scribe.says(in, luis, sampleTime(14, 2),
        QStringLiteral("Mateo is at the dentist until nine. May I bring him straight to the museum?"));
    scribe.says(in, luis, sampleTime(14, 2), QStringLiteral("We would be at the entrance at 9:30."));
    const chat::Message last
        = scribe.says(in, me, sampleTime(14, 5), QStringLiteral("I can wait for Mateo at the entrance, no problem."));
    session.setReadUpTo(in, read.seq);
    session.raiseWatermarks(in, { last.seq, read.seq });
}

void writeOffice(Scribe &scribe, FakeSession &session, SampleSchool &school, const people::Person &office)
{
    const ConversationId in = scribe.conversation(ConversationKind::Direct, {}, { office }, 12);
    school.withOffice = in;
    const chat::Message read
        = scribe.says(in, office, sampleTime(9, 5, 4), QStringLiteral("The new lunch plan is on the notice board."));
    scribe.says(in, office, sampleTime(12, 20),
        QStringLiteral("Please confirm: museum trip on 4 December, with tram tickets."));
    session.setReadUpTo(in, read.seq);
}

void writeSmaller(Scribe &scribe, FakeSession &session, SampleSchool &school, const people::Person &me,
    const people::Person &ada, const people::Person &luis, const people::Person &jana)
{
    school.withAda = scribe.conversation(ConversationKind::Direct, {}, { ada }, 11);
    scribe.says(school.withAda, me, sampleTime(13, 30), QStringLiteral("I will bring the form on Thursday."));
    scribe.says(school.withAda, ada, sampleTime(13, 41), QStringLiteral("Thank you, see you on Thursday!"));
    scribe.allRead(school.withAda);

    school.withLuis = scribe.conversation(ConversationKind::Direct, {}, { luis }, 13);
    scribe.says(school.withLuis, luis, sampleTime(18, 30, 1), QStringLiteral("Then until tomorrow."));
    scribe.allRead(school.withLuis);
    session.setDraft(school.withLuis, QStringLiteral("Could Mateo stay until five on Thursday?"));

    school.class1a = scribe.conversation(ConversationKind::Class, QStringLiteral("Class 1A"), { ada, jana }, 6);
    scribe.says(
        school.class1a, me, sampleTime(17, 15, 1), QStringLiteral("He has his inhaler in the blue bag, front pocket."));
    scribe.allRead(school.class1a);
    chat::PersonalSettings muted;
    muted.mutedUntil = UtcTime::max();
    session.setSettings(school.class1a, muted);

    school.football
        = scribe.conversation(ConversationKind::Group, QStringLiteral("Football club U9"), { luis, jana }, 3);
    scribe.says(school.football, jana, sampleTime(19, 0, 4), QStringLiteral("Saturday’s line-up is on the board"));
    scribe.allRead(school.football);

    school.withJana = scribe.conversation(ConversationKind::Direct, {}, { jana }, 14);
    scribe.says(school.withJana, jana, sampleTime(16, 45, 4), QStringLiteral("Thanks for the lift!"));
    scribe.allRead(school.withJana);
}

} // namespace

QDate sampleDay()
{
    return { 2025, 12, 2 };
}

UtcTime sampleTime(int hour, int minute, int daysBefore)
{
    const QDateTime local(sampleDay().addDays(-daysBefore), QTime(hour, minute));
    return utcFromMilliseconds(local.toMSecsSinceEpoch());
}

session::Readers sampleReaders(const chat::Conversation &conversation, UserId self)
{
    session::Readers readers;
    readers.secrecy = session::Secrecy::Sealed;
    readers.code = QStringLiteral("305184716620948857321095564738");
    quint64 number = 0;
    for (const chat::Member &member : conversation.members) {
        const bool isSelf = member.person.id == self;
        session::ReadingPerson reader { .person = member.person, .devices = {} };
        for (quint64 device = 0; device < (isSelf ? 2 : 1 + number % 2); ++device)
            reader.devices.push_back({ .id = numberedId<DeviceId>(1000 * number + device + 1),
                .since = sampleTime(9, 0, int(20 + 7 * device + number)),
                .isThis = isSelf && device == 0 });
        readers.people.push_back(reader);
        ++number;
    }
    std::stable_sort(readers.people.begin(), readers.people.end(),
        [self](const auto &a, const auto &b) { return a.person.id == self && b.person.id != self; });
    return readers;
}

SampleSchool sampleSchool(Clock &clock)
{
    const people::Person me = makePerson(100, QStringLiteral("Sam Parker"), Role::Guardian, {});
    SampleSchool school;
    school.session = std::make_unique<FakeSession>(makeSelf(me, QStringLiteral("Riverside School")), clock);
    school.me = me.id;
    Scribe scribe(*school.session, me);
    const auto ada = scribe.person(QStringLiteral("Ada Okafor"), Role::Staff, QStringLiteral("Teacher, 3B"), 107);
    const auto office
        = scribe.person(QStringLiteral("School office"), Role::Administrator, QStringLiteral("Office"), 101);
    const auto luis = scribe.person(QStringLiteral("Luis Martínez"), Role::Guardian, {}, 103);
    const auto jana = scribe.person(QStringLiteral("Jana Horáková"), Role::Guardian, {}, 102);
    const auto second = scribe.person(QStringLiteral("Peter Lang"), Role::Staff, QStringLiteral("Teacher, 3B"));
    school.ada = ada.id;
    school.office = office.id;
    school.luis = luis.id;
    school.jana = jana.id;
    writeClass(scribe, *school.session, school, me, ada, luis, second);
    writeOffice(scribe, *school.session, school, office);
    writeSmaller(scribe, *school.session, school, me, ada, luis, jana);
    return school;
}

SampleSchool sampleSchoolArabic(Clock &clock)
{
    const people::Person me = makePerson(100, QStringLiteral("سامي باركر"), Role::Guardian, {});
    SampleSchool school;
    school.session = std::make_unique<FakeSession>(makeSelf(me, QStringLiteral("مدرسة النهر")), clock);
    school.me = me.id;
    Scribe scribe(*school.session, me);
    const auto ada = scribe.person(QStringLiteral("آدا أوكافور"), Role::Staff, QStringLiteral("معلّمة"), 107);
    school.ada = ada.id;
    std::vector<people::Person> others { ada };
    for (int i = 1; i < 28; ++i)
        others.push_back(scribe.person(QStringLiteral("عائلة %1").arg(i), Role::Guardian));
    const ConversationId in = scribe.conversation(ConversationKind::Class, QStringLiteral("الصف الثالث ب"), others, 5);
    school.class3b = in;
    scribe.says(
        in, ada, sampleTime(8, 12), QStringLiteral("صباح الخير! غدًا سنزور المتحف. يُرجى إحضار وجبة خفيفة ومعطف مطر."));
    scribe.says(in, me, sampleTime(8, 20), QStringLiteral("شكرًا جزيلًا. هل تحتاج إلى نقود للترام؟"));
    scribe.says(in, ada, sampleTime(8, 31), QStringLiteral("لا، التذاكر مدفوعة. التفاصيل في الملف Museum-trip-3B.pdf"));
    scribe.says(in, me, sampleTime(8, 33), QStringLiteral("ممتاز \U0001F44D"));
    scribe.allRead(in);
    return school;
}

} // namespace pc::support
