// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what, asked of a real relay: every route and every frame, by everybody who could try it, with what is theirs and what
// is not. A route or a kind of frame without a row here fails.

#include "tests/support/groupdevice/lookalike.h"
#include "tests/support/groupdevice/opentalk.h"
#include "tests/support/relay/testrelay.h"
#include "tests/support/relay/wireclient.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <array>
#include <functional>
#include <map>
#include <set>

using namespace pc;
using namespace pc::test;
using people::Role;

namespace {

// ---- over HTTP

/// In the order of a row's verdicts.
enum class Caller : quint8 { Nobody, Guardian, Staff, Administrator, OtherSchool, SignedOut, Disabled };
constexpr std::array kCallers { "nobody", "guardian", "staff", "administrator", "another school's", "signed out",
    "disabled" };

struct HttpRow
{
    QByteArray route; ///< As Relay::routes() has it.
    QByteArray request; ///< Method and path; %own, %foreign and %absent are devices, %person whose %foreign is.
    QByteArray body;
    std::array<int, kCallers.size()> statuses;
};

const QByteArray kSignIn
    = R"({"userName":"nobody.test","password":"not the password","deviceName":"d","platform":"p"})";
const QByteArray kJoin
    = R"({"invite":"AAAA-BBBB","userName":"new.test","password":"a long password","deviceName":"d","platform":"p"})";
const QByteArray kPassword = R"({"oldPassword":"not mine","newPassword":"a long new password"})";

/// What a refused caller gets is the same for what exists and what does not.
std::vector<HttpRow> httpRows()
{
    return {
        { "GET /healthz", "GET /healthz", {}, { 200, 200, 200, 200, 200, 200, 200 } },
        { "GET /readyz", "GET /readyz", {}, { 200, 200, 200, 200, 200, 200, 200 } },
        { "GET /metrics", "GET /metrics", {}, { 200, 200, 200, 200, 200, 200, 200 } }, // by address; see below
        { "POST /v1/login", "POST /v1/login", kSignIn, { 401, 401, 401, 401, 401, 401, 401 } },
        { "POST /v1/register", "POST /v1/register", kJoin, { 404, 404, 404, 404, 404, 404, 404 } },
        { "POST /v1/refresh", "POST /v1/refresh", R"({"refreshToken":"x","attempt":"y"})",
            { 401, 401, 401, 401, 401, 401, 401 } },
        { "POST /v1/password", "POST /v1/password", kPassword, { 401, 401, 401, 401, 401, 401, 401 } },
        { "GET /v1/devices", "GET /v1/devices", {}, { 401, 200, 200, 200, 200, 401, 401 } },
        { "DELETE /v1/devices/", "DELETE /v1/devices/%foreign", {}, { 401, 404, 404, 404, 404, 401, 401 } },
        { "DELETE /v1/devices/", "DELETE /v1/devices/%absent", {}, { 401, 404, 404, 404, 404, 401, 401 } },
        { "DELETE /v1/devices/", "DELETE /v1/devices/no-id", {}, { 401, 404, 404, 404, 404, 401, 401 } },
        { "GET /v1/people", "GET /v1/people", {}, { 401, 200, 200, 200, 200, 401, 401 } },
        { "GET /v1/self", "GET /v1/self", {}, { 401, 200, 200, 200, 200, 401, 401 } },
        { "POST /v1/device-list", "POST /v1/device-list", R"({"entry":"AAAA"})",
            { 401, 400, 400, 400, 400, 401, 401 } },
        { "GET /v1/device-lists/", "GET /v1/device-lists/%person", {}, { 401, 200, 200, 200, 404, 401, 401 } },
        { "GET /v1/device-lists/", "GET /v1/device-lists/%absent", {}, { 401, 404, 404, 404, 404, 401, 401 } },
        { "GET /v1/device-lists/", "GET /v1/device-lists/no-id", {}, { 401, 404, 404, 404, 404, 401, 401 } },
        { "POST /v1/office", "POST /v1/office", R"({"entry":"AAAA"})", { 401, 403, 403, 400, 400, 401, 401 } },
        { "GET /v1/office", "GET /v1/office", {}, { 401, 200, 200, 200, 200, 401, 401 } }, // each their own school's
        { "POST /v1/office/words", "POST /v1/office/words", R"({"word":"AAAA"})",
            { 401, 403, 403, 400, 400, 401, 401 } },
        { "POST /v1/links", "POST /v1/links", R"({"code":"123456789","message":"AAAA"})",
            { 401, 201, 201, 201, 201, 401, 401 } }, // each their own
        { "GET /v1/links/", "GET /v1/links/987654321", {}, { 401, 404, 404, 404, 404, 401, 401 } },
        { "POST /v1/links/", "POST /v1/links/987654321", R"({"message":"AAAA"})",
            { 401, 404, 404, 404, 404, 401, 401 } },
        { "DELETE /v1/links/", "DELETE /v1/links/987654321", {}, { 401, 204, 204, 204, 204, 401, 401 } },
        // Nobody's device is linked here: they read what is theirs and open, and write nothing.
        { "GET /v1/archive", "GET /v1/archive", {}, { 401, 200, 200, 200, 200, 401, 401 } },
        { "POST /v1/archive", "POST /v1/archive", "{}", { 401, 403, 403, 403, 403, 401, 401 } },
        { "DELETE /v1/archive", "DELETE /v1/archive", {}, { 401, 403, 403, 403, 403, 401, 401 } },
        { "POST /v1/archive/lease", "POST /v1/archive/lease", "{}", { 401, 403, 403, 403, 403, 401, 401 } },
        { "DELETE /v1/archive/lease", "DELETE /v1/archive/lease", {}, { 401, 204, 204, 204, 204, 401, 401 } },
        { "POST /v1/archive/segments", "POST /v1/archive/segments", "{}", { 401, 415, 415, 415, 415, 401, 401 } },
        { "GET /v1/archive/segments", "GET /v1/archive/segments", {}, { 401, 403, 403, 403, 403, 401, 401 } },
        { "POST /v1/archive/activate", "POST /v1/archive/activate", R"({"generation":2,"next":2,"presentNext":2})",
            { 401, 403, 403, 403, 403, 401, 401 } },
        { "GET /v1/recovery", "GET /v1/recovery", {}, { 401, 200, 200, 200, 200, 401, 401 } },
        { "POST /v1/recovery", "POST /v1/recovery", R"({"replaces":0,"blob":"AAAA"})",
            { 401, 403, 403, 403, 403, 401, 401 } },
        { "POST /v1/recovery/open", "POST /v1/recovery/open",
            R"({"proof":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})", { 401, 404, 404, 404, 404, 401, 401 } },
        { "DELETE /v1/recovery", "DELETE /v1/recovery", {}, { 401, 403, 403, 403, 403, 401, 401 } },
        { "POST /v1/letters", "POST /v1/letters", R"({"id":"no id"})", { 401, 403, 403, 400, 400, 401, 401 } },
        { "GET /v1/letters", "GET /v1/letters", {}, { 401, 403, 403, 200, 200, 401, 401 } }, // each their own
        { "DELETE /v1/letters/", "DELETE /v1/letters/%absent", {}, { 401, 403, 403, 404, 404, 401, 401 } },
        { "DELETE /v1/letters/", "DELETE /v1/letters/no-id", {}, { 401, 403, 403, 404, 404, 401, 401 } },
        { "POST /v1/letter-proof", "POST /v1/letter-proof", R"({"proof":")" + QByteArray(87, 'A') + R"("})",
            { 401, 404, 404, 404, 404, 401, 401 } },
        // Nobody of these asked for history, or is to give any.
        { "POST /v1/history", "POST /v1/history",
            R"({"conversation":"00000000-0000-4000-8000-000000000001","request":"AAAA"})",
            { 401, 404, 404, 404, 404, 401, 401 } },
        { "GET /v1/history", "GET /v1/history", {},
            { 401, 200, 200, 200, 200, 401, 401 } }, // each what is theirs to give
        { "GET /v1/history/", "GET /v1/history/1", {}, { 401, 404, 404, 404, 404, 401, 401 } },
        { "POST /v1/history/", "POST /v1/history/1", "{}", { 401, 415, 415, 415, 415, 401, 401 } },
        { "DELETE /v1/history/", "DELETE /v1/history/1", {}, { 401, 204, 204, 204, 204, 401, 401 } },
        { "POST /v1/frames", "POST /v1/frames", "{}", { 401, 415, 415, 415, 415, 401, 401 } },
        { "GET /v1/frames", "GET /v1/frames", {}, { 401, 404, 404, 404, 404, 401, 401 } },
        { "DELETE /v1/frames", "DELETE /v1/frames", {}, { 401, 404, 404, 404, 404, 401, 401 } },
        // The last ones end what the others need.
        { "DELETE /v1/devices/", "DELETE /v1/devices/%own", {}, { 401, 204, 204, 204, 204, 401, 401 } },
        { "POST /v1/logout", "POST /v1/logout", {}, { 401, 401, 401, 401, 401, 401, 401 } },
    };
}

// ---- over frames

/// What the actor is to the conversation, in the order of a row's verdicts. The last asks for one that is not there.
enum class Standing : quint8 { Owner, Member, Former, Outsider, OtherSchool, Absent };
constexpr std::array kStandings { "owner", "member", "former member", "outsider", "another school's",
    "no such conversation" };

struct FrameRow
{
    QByteArray name;
    std::function<wire::Payload(ConversationId, WireClient &, UserId other)> make;
    QByteArray
        verdicts; ///< '+' done, '-' forbidden, '0' not found, 'i' invalid, 'u' unsupported, 's' stale, '.' no answer.
};

wire::Conversation change(ConversationId where, WireClient &from, wire::ConversationOp op)
{
    wire::Conversation asked;
    asked.conversation = where;
    asked.message = from.newMessageId();
    asked.op = op;
    return asked;
}

wire::Keys keys(ConversationId where, wire::KeysOp op)
{
    wire::Keys asked;
    asked.op = op;
    asked.conversation = where;
    return asked;
}

std::vector<FrameRow> frameRows()
{
    using wire::ConversationOp;
    using wire::KeysOp;
    return {
        { "message",
            [](auto where, auto &from, auto) {
                return wire::Message { where, from.newMessageId(), {}, {}, lookalike(where, 0, "hello"), {}, {} };
            },
            "++-000" },
        { "handshake commit",
            [](auto where, auto &from, auto) {
                wire::Handshake commit { where, from.newMessageId(), wire::HandshakeOp::Commit };
                commit.content = "no commit";
                return commit;
            },
            "ii-000" },
        { "receipt",
            [](auto where, auto &, auto) {
                return wire::Receipt { where, wire::ReceiptKind::Read, Seq { 1 } };
            },
            "++-000" },
        { "typing",
            [](auto where, auto &, auto) {
                return wire::Typing { where, true };
            },
            "......" },
        { "sync", [](auto where, auto &, auto) { return wire::Sync { where }; }, "+++000" },
        { "conversation rename",
            [](auto where, auto &from, auto) {
                auto asked = change(where, from, ConversationOp::Rename);
                asked.title = QStringLiteral("Another title");
                return asked;
            },
            "+--000" },
        { "conversation add",
            [](auto where, auto &from, auto other) {
                auto asked = change(where, from, ConversationOp::AddMembers);
                asked.members = { { other, false, {}, {}, {} } };
                return asked;
            },
            "+--000" },
        { "conversation remove",
            [](auto where, auto &from, auto other) {
                auto asked = change(where, from, ConversationOp::RemoveMembers);
                asked.members = { { other, false, {}, {}, {} } };
                return asked;
            },
            "+--000" },
        { "conversation settings",
            [](auto where, auto &from, auto) {
                auto asked = change(where, from, ConversationOp::Settings);
                asked.settings = wire::PersonalSettings {};
                return asked;
            },
            "+++000" },
        { "conversation state", [](auto where, auto &from, auto) { return change(where, from, ConversationOp::State); },
            "iiiiii" },
        { "keys group info", [](auto where, auto &, auto) { return keys(where, KeysOp::GroupInfo); }, "++-000" },
        { "keys lease", [](auto where, auto &, auto) { return keys(where, KeysOp::TakeLease); }, "++-000" },
        { "keys check", [](auto where, auto &, auto) { return keys(where, KeysOp::CheckGroup); }, "++-000" },
        { "keys bad commit",
            [](auto where, auto &, auto) {
                auto asked = keys(where, KeysOp::BadCommit);
                asked.seq = Seq { 1 };
                return asked;
            },
            "00-000" },
        { "keys claim",
            [](auto where, auto &, auto other) {
                auto asked = keys(where, KeysOp::ClaimPackages);
                asked.users = { other };
                return asked;
            },
            "++-000" },
        { "welcome", [](auto, auto &, auto) { return wire::Welcome {}; }, "iiiiii" },
        { "caughtUp", [](auto, auto &, auto) { return wire::CaughtUp {}; }, "uuuuuu" },
        { "goodbye", [](auto, auto &, auto) { return wire::Goodbye {}; }, "uuuuuu" },
        { "hello again", [](auto, auto &, auto) { return wire::Hello {}; }, "iiiiii" },
        { "presence", [](auto, auto &, auto) { return wire::Presence {}; }, "......" },
        { "heartbeat", [](auto, auto &, auto) { return wire::Heartbeat {}; }, "......" },
    };
}

} // namespace

class TestAuthorisation : public QObject
{
    Q_OBJECT

    TestRelay m_relay;
    QNetworkAccessManager m_http;

    int ask(const QByteArray &request, const QByteArray &body, const QString &token)
    {
        const qsizetype space = request.indexOf(' ');
        QUrl url = m_relay.url();
        url.setPath(QString::fromLatin1(request.mid(space + 1)));
        QNetworkRequest asked(url);
        asked.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        if (!token.isEmpty())
            asked.setRawHeader("authorization", "Bearer " + token.toLatin1());
        std::unique_ptr<QNetworkReply> reply(m_http.sendCustomRequest(asked, request.first(space), body));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 20'000))
            return 0;
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    /// The answer to one frame, as a row writes it. What gets none is followed by something that gets one.
    static char verdictOf(WireClient &from, const wire::Payload &payload)
    {
        const FrameId id = from.send(payload);
        wire::Keys last;
        last.op = wire::KeysOp::CountPackages;
        if (!from.ack(from.send(last)))
            return '!';
        for (const wire::Frame &frame : from.frames) {
            if (frame.id != id)
                continue;
            if (std::holds_alternative<wire::Ack>(frame.data))
                return '+';
            const auto *error = std::get_if<wire::ErrorReply>(&frame.data);
            if (!error)
                continue;
            static const std::map<Errc, char> kSigns { { Errc::Forbidden, '-' }, { Errc::NotFound, '0' },
                { Errc::Invalid, 'i' }, { Errc::Unsupported, 'u' }, { Errc::StaleEpoch, 's' } };
            const auto sign = kSigns.find(error->code);
            return sign == kSigns.end() ? 'x' : sign->second;
        }
        return '.';
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_relay.start()); }

    void everyRouteHasARow()
    {
        std::set<QByteArray> rows;
        for (const HttpRow &row : httpRows())
            rows.insert(row.route);
        std::set<QByteArray> routes;
        for (const auto &route : relay::Relay::routes())
            routes.insert(QByteArray(route.method.data(), qsizetype(route.method.size())) + ' '
                + QByteArray(route.path.data(), qsizetype(route.path.size())));
        for (const QByteArray &route : routes)
            QVERIFY2(rows.contains(route), ("there is no row for " + route).constData());
        for (const QByteArray &row : rows)
            QVERIFY2(routes.contains(row), ("there is no route " + row).constData());
    }

    void routes()
    {
        const Enrolled guardian = m_relay.enrol(QStringLiteral("Jana Horakova"), Role::Guardian);
        const Enrolled staff = m_relay.enrol(QStringLiteral("Ada Okafor"), Role::Staff);
        const Enrolled office = m_relay.enrol(QStringLiteral("Olga Office"), Role::Administrator);
        const Enrolled elsewhere = m_relay.enrolElsewhere(QStringLiteral("Eve Hill"), Role::Administrator);
        const Enrolled signedOut = m_relay.enrol(QStringLiteral("Sam Gone"), Role::Guardian);
        const Enrolled disabled = m_relay.enrol(QStringLiteral("Dan Off"), Role::Guardian);
        const Enrolled victim = m_relay.enrol(QStringLiteral("Vic Tim"), Role::Guardian);
        QVERIFY(m_relay.revoke(signedOut.device));
        QVERIFY(m_relay.disable(disabled.person.id));
        const std::array callers { Enrolled(), guardian, staff, office, elsewhere, signedOut, disabled };
        SystemRandom random;
        for (const HttpRow &row : httpRows()) {
            for (size_t i = 0; i < callers.size(); ++i) {
                QByteArray request = row.request;
                request.replace("%person", victim.person.id.raw().toString().toLatin1());
                request.replace("%foreign", victim.device.raw().toString().toLatin1());
                request.replace("%absent", makeUuid4(random).toString().toLatin1());
                request.replace("%own", callers[i].device.raw().toString().toLatin1());
                const int status = ask(request, row.body, callers[i].accessToken);
                QVERIFY2(status == row.statuses[i],
                    qPrintable(QStringLiteral("%1 by %2: %3 instead of %4")
                                   .arg(QString::fromLatin1(row.request), QString::fromLatin1(kCallers[i]))
                                   .arg(status)
                                   .arg(row.statuses[i])));
            }
        }
        // Nobody touched the one device that was not theirs.
        QCOMPARE(ask("GET /v1/self", {}, victim.accessToken), 200);
    }

    void everyKindOfFrameHasARow()
    {
        static_assert(std::variant_size_v<wire::Payload> == 16, "a new kind of frame needs its row");
        std::set<size_t> kinds;
        WireClient nobody;
        for (const FrameRow &row : frameRows())
            kinds.insert(row.make({}, nobody, {}).index());
        for (size_t i = 0; i < std::variant_size_v<wire::Payload>; ++i) {
            const wire::Payload up[] { wire::Ack {}, wire::ErrorReply {}, wire::UnknownFrame {} };
            const bool isAnswer = i == up[0].index() || i == up[1].index() || i == up[2].index();
            QVERIFY2(isAnswer || kinds.contains(i), qPrintable(QString::number(i)));
        }
    }

    void frames_data()
    {
        QTest::addColumn<int>("row");
        const auto rows = frameRows();
        for (size_t i = 0; i < rows.size(); ++i)
            QTest::newRow(rows[i].name.constData()) << int(i);
    }

    void frames()
    {
        QFETCH(int, row);
        const FrameRow asked = frameRows()[size_t(row)];
        const QString n = QString::number(row);
        const Enrolled owner = m_relay.enrol(QStringLiteral("Owner ") + n, Role::Staff);
        const Enrolled member = m_relay.enrol(QStringLiteral("Member ") + n, Role::Staff);
        const Enrolled former = m_relay.enrol(QStringLiteral("Former ") + n, Role::Staff);
        const Enrolled outsider = m_relay.enrol(QStringLiteral("Outsider ") + n, Role::Staff);
        const Enrolled elsewhere = m_relay.enrolElsewhere(QStringLiteral("Elsewhere ") + n, Role::Administrator);
        const Enrolled other = m_relay.enrol(QStringLiteral("Other ") + n, Role::Staff);

        std::array<WireClient, 5> clients;
        const std::array people { owner, member, former, outsider, elsewhere };
        for (size_t i = 0; i < people.size(); ++i)
            QVERIFY(clients[i].greet(m_relay.url(), people[i].accessToken));

        QByteArray verdicts;
        SystemRandom random;
        for (size_t i = 0; i < kStandings.size(); ++i) {
            // Each tries it with a group of its own: what one did must not decide for the next.
            WireClient &first = clients[0];
            wire::Conversation create;
            create.kind = wire::ConversationKind::Group;
            create.title = QStringLiteral("A group");
            create.members = { { member.person.id, false, {}, {}, {} }, { former.person.id, false, {}, {}, {} } };
            const ConversationId group = openTalk(first, create);
            QVERIFY(group != ConversationId {});
            auto remove = change(group, first, wire::ConversationOp::RemoveMembers);
            remove.members = { { former.person.id, false, {}, {}, {} } };
            QVERIFY(first.ask(remove));
            const bool isAbsent = i == size_t(Standing::Absent);
            const auto where = isAbsent ? ConversationId { makeUuid4(random) } : group;
            WireClient &actor = clients[isAbsent ? size_t(Standing::Owner) : i];
            verdicts += verdictOf(actor, asked.make(where, actor, other.person.id));
        }
        QCOMPARE(verdicts, asked.verdicts);
    }

    void framesBeforeHelloEndTheConnection()
    {
        for (const FrameRow &row : frameRows()) {
            if (row.name == "hello again")
                continue;
            WireClient client;
            QVERIFY(client.connectTo(m_relay.url()));
            SystemRandom random;
            const FrameId id
                = client.send(row.make(ConversationId { makeUuid4(random) }, client, UserId { makeUuid4(random) }));
            const auto refused = client.error(id);
            QVERIFY2(refused, row.name.constData());
            // What is no valid frame is refused for that.
            QCOMPARE(refused->code, row.name == "welcome" ? Errc::Invalid : Errc::Unauthenticated);
            QTRY_VERIFY(!client.isOpen());
        }
    }
};

QTEST_GUILESS_MAIN(TestAuthorisation)
#include "tst_authorisation.moc"
