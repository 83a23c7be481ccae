// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/relay/killedrelay.h"

#include "core/base/clock.h"
#include "core/wire/codec.h"
#include "tests/support/groupdevice/lookalike.h"
#include "tests/support/groupdevice/opentalk.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QNetworkRequest>
#include <QTimer>

#include <algorithm>

namespace pc::test {

namespace {

constexpr int kPeople = 5;
constexpr int kDevicesEach = 2;
constexpr qsizetype kWindow = 6; // messages of a device without an answer
constexpr quint64 kMostAnswers = 120; // before a kill
constexpr quint64 kLongestLife = 60; // ms, for a kill that waits for no answer
constexpr Milliseconds kPatience { 20'000 };

} // namespace

/// One signed-in connection at a time, which keeps what it said until it is answered.
class KilledRelay::Device
{
public:
    Device(KilledRelay &owner, Enrolled who)
        : m_owner(owner)
        , m_who(std::move(who))
    {
    }

    bool isReady() const { return m_isReady; }
    bool isIdle() const { return m_said.empty() && m_confirming.empty(); }
    bool isOpen() const { return m_socket && m_socket->state() != QAbstractSocket::UnconnectedState; }

    void connectTo(const QUrl &relay)
    {
        m_isReady = false;
        m_confirming.clear();
        m_out.clear();
        for (Said &said : m_said)
            said.isOut = false;
        m_socket = std::make_unique<QWebSocket>();
        QObject::connect(m_socket.get(), &QWebSocket::connected, m_socket.get(), [this] {
            wire::Hello hello;
            hello.accessToken = m_who.accessToken;
            hello.clientVersion = QStringLiteral("test");
            send(hello);
        });
        QObject::connect(m_socket.get(), &QWebSocket::binaryMessageReceived, m_socket.get(),
            [this](const QByteArray &bytes) { heard(bytes); });
        QObject::connect(m_socket.get(), &QWebSocket::disconnected, m_socket.get(), [this] { m_owner.m_heard(); });
        QUrl url = relay;
        url.setScheme(QStringLiteral("ws"));
        url.setPath(QStringLiteral("/v1/socket"));
        QNetworkRequest request(url);
        request.setRawHeader(
            "Sec-WebSocket-Protocol", QByteArray(wire::kCborSubprotocol.data(), wire::kCborSubprotocol.size()));
        m_socket->open(request);
    }

    /// Fills the window again.
    void pump()
    {
        while (!m_owner.m_isEnding && qsizetype(m_said.size()) < kWindow)
            m_said.push_back({ makeMessage() });
        for (Said &said : m_said) {
            if (!std::exchange(said.isOut, true))
                m_out.emplace(send(said.message), said.message.message);
        }
    }

private:
    wire::Message makeMessage()
    {
        SeededRandom &chance = m_owner.m_chance;
        const ConversationId where = m_owner.m_talks[chance.below(m_owner.m_talks.size())];
        const QByteArray inside(int(20 + chance.below(600)), char('a' + chance.below(26)));
        wire::Message message { where, MessageId { makeUuid4(chance) }, {}, {}, lookalike(where, 0, inside), {}, {},
            {} };
        m_owner.m_ledger->said(where, message.message);
        return message;
    }

    FrameId send(const wire::Payload &payload)
    {
        const UtcTime now = SystemClock().utcNow();
        const FrameId id { makeUuid7(now, m_owner.m_chance) };
        m_socket->sendBinaryMessage(wire::encode({ id, now, payload }, wire::Encoding::Cbor));
        return id;
    }

    void heard(const QByteArray &bytes)
    {
        const auto frame = wire::decode(bytes, wire::Encoding::Cbor, 4 * 1024 * 1024);
        if (!frame)
            return;
        if (const auto *caughtUp = std::get_if<wire::CaughtUp>(&frame->data); caughtUp && !caughtUp->more) {
            m_isReady = true;
            m_owner.m_tally.repeats += qint64(m_said.size());
            pump();
        } else if (const auto *message = std::get_if<wire::Message>(&frame->data)) {
            m_seen[message->conversation] = std::max(m_seen[message->conversation], message->seq);
        } else if (const auto *ack = std::get_if<wire::Ack>(&frame->data)) {
            answered(frame->id, *ack);
        } else if (std::holds_alternative<wire::ErrorReply>(frame->data)) {
            refused(frame->id);
        }
        m_owner.m_heard();
    }

    void answered(FrameId id, const wire::Ack &ack)
    {
        if (const auto receipt = m_confirming.extract(id)) {
            m_owner.m_ledger->confirmed(m_who.person.id, receipt.mapped());
            ++m_owner.m_tally.receipts;
            return;
        }
        const auto out = m_out.extract(id);
        if (!out || !ack.seq)
            return;
        m_owner.m_ledger->acknowledged(out.mapped(), *ack.seq);
        ++m_owner.m_answersNow;
        std::erase_if(m_said, [&](const Said &said) {
            if (said.message.message != out.mapped())
                return false;
            m_seen[said.message.conversation] = std::max(m_seen[said.message.conversation], *ack.seq);
            return true;
        });
        if (m_owner.m_chance.below(4) == 0)
            confirm();
        pump();
    }

    void refused(FrameId id)
    {
        m_confirming.erase(id);
        const auto out = m_out.extract(id);
        for (Said &said : m_said) {
            if (out && said.message.message == out.mapped())
                said.isOut = false;
        }
    }

    void confirm()
    {
        SeededRandom &chance = m_owner.m_chance;
        const ConversationId where = m_owner.m_talks[chance.below(m_owner.m_talks.size())];
        wire::Receipt receipt;
        receipt.conversation = where;
        receipt.kind = chance.below(2) == 0 ? wire::ReceiptKind::Read : wire::ReceiptKind::Delivered;
        receipt.upTo = m_seen[where];
        m_confirming.emplace(send(receipt), receipt);
    }

    KilledRelay &m_owner;
    Enrolled m_who;
    std::unique_ptr<QWebSocket> m_socket;
    std::deque<Said> m_said; ///< Without an answer so far.
    std::map<FrameId, MessageId> m_out;
    std::map<FrameId, wire::Receipt> m_confirming;
    std::map<ConversationId, Seq> m_seen;
    bool m_isReady = false;
};

KilledRelay::KilledRelay(KillOptions options)
    : m_options(std::move(options))
    , m_chance(m_options.seed)
    , m_heard([] {})
{
}

KilledRelay::~KilledRelay() = default;

bool KilledRelay::prepare()
{
    if (!m_school.start())
        return false;
    for (int person = 0; person < kPeople; ++person) {
        const Enrolled who = m_school.enrol(QStringLiteral("Person %1").arg(person), people::Role::Staff);
        m_people.push_back(who);
        for (int more = 1; more < kDevicesEach; ++more)
            m_people.push_back(m_school.anotherDevice(who));
    }
    wire::Conversation group;
    group.kind = wire::ConversationKind::Group;
    group.title = QStringLiteral("Everybody");
    for (const Enrolled &who : m_people) {
        m_devices.push_back(std::make_unique<Device>(*this, who));
        group.members.push_back({ who.person.id, false, {}, {}, {} });
    }
    group.members.erase(std::unique(group.members.begin(), group.members.end()), group.members.end());
    group.members.erase(group.members.begin()); // its maker
    WireClient maker;
    if (!maker.greet(m_school.url(), m_people.front().accessToken))
        return false;
    for (int talk = 0; talk < 3; ++talk)
        m_talks.push_back(openTalk(maker, group));
    m_school.stop();
    m_ledger = std::make_unique<KillLedger>(m_school.databasePath());
    m_program = std::make_unique<Program>(ProgramOptions { .path = m_options.program,
        .arguments = { QStringLiteral("serve"), QStringLiteral("--config"), writeConfig() },
        .environment = m_options.environment,
        .isReady = [](const QByteArray &line) { return line.startsWith("listening"); } });
    return std::ranges::none_of(m_talks, [](ConversationId id) { return id == ConversationId {}; });
}

QString KilledRelay::writeConfig()
{
    const QString folder = QFileInfo(m_school.databasePath()).path();
    const QString path = QFileInfo(folder).path() + QStringLiteral("/relay.toml");
    QFile file(path);
    const QString text = QStringLiteral("[listen]\nport = %1\n[data]\ndirectory = \"%2\"\n[log]\nlevel = \"warning\"\n"
                                        "[protocol]\nmessages_per_minute = 60000\nmessage_burst = 10000\n"
                                        "[signin]\nhash_passes = 2\nhash_memory_bytes = 19922944\n")
                             .arg(m_school.port())
                             .arg(folder);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("no configuration for the relay");
    return path;
}

/// Lets the loop turn until it holds, or the time is over. Not by qWaitFor: it looks each 10 ms, which is most of a round.
void KilledRelay::spin(const std::function<bool()> &done, Milliseconds within)
{
    QEventLoop loop;
    m_heard = [&] {
        if (done())
            loop.quit();
    };
    QTimer::singleShot(within, &loop, [&loop] { loop.quit(); });
    if (!done())
        loop.exec();
    m_heard = [] {};
}

bool KilledRelay::start()
{
    QElapsedTimer took;
    took.start();
    const auto started = m_program->start();
    m_tally.startTook += took.elapsed();
    if (!started)
        qWarning("%s", qPrintable(started.error().detail));
    return started.ok();
}

bool KilledRelay::connectAll()
{
    for (const auto &device : m_devices)
        device->connectTo(m_school.url());
    const auto areReady
        = [this] { return std::ranges::all_of(m_devices, [](const auto &device) { return device->isReady(); }); };
    spin(areReady, kPatience);
    return areReady();
}

void KilledRelay::kill()
{
    m_program->kill();
    // What had left is heard.
    spin([this] { return std::ranges::none_of(m_devices, [](const auto &device) { return device->isOpen(); }); },
        kPatience);
}

QString KilledRelay::round()
{
    ++m_tally.rounds;
    m_answersNow = 0;
    if (!start())
        return QStringLiteral("it does not start again");
    const quint64 moment = m_chance.below(10);
    if (moment < 7) {
        if (!connectAll())
            return QStringLiteral("it does not answer to all");
        const int wanted = int(m_chance.below(kMostAnswers));
        spin([this, wanted] { return m_answersNow >= wanted; }, kPatience);
    } else {
        // Also while it greets, and before.
        for (const auto &device : m_devices)
            device->connectTo(m_school.url());
        spin([] { return false; }, Milliseconds { qint64(m_chance.below(kLongestLife)) });
    }
    kill();
    m_tally.kills += m_answersNow > 0 ? 1 : 0;
    m_tally.answers = m_ledger->answers();
    return m_ledger->look();
}

QString KilledRelay::finish()
{
    m_isEnding = true;
    if (!start() || !connectAll())
        return QStringLiteral("it does not start for the last time");
    const auto areDone
        = [this] { return std::ranges::all_of(m_devices, [](const auto &device) { return device->isIdle(); }); };
    spin(areDone, kPatience);
    if (!areDone())
        return QStringLiteral("some are never answered");
    kill();
    m_tally.answers = m_ledger->answers();
    return m_ledger->lookAtAll();
}

} // namespace pc::test
