// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/framewriter.h"
#include "core/relay/front/messagereader.h"
#include "tests/unit/relay/front/clientframes.h"
#include "tests/unit/relay/front/framecases.h"

#include <QTest>

#include <algorithm>

using namespace pc::relay::front;
using namespace pc::relay::front::test;

namespace {

/// The event as a case writes it.
std::string described(const Incoming &event)
{
    const std::string payload(event.payload);
    switch (event.kind) {
    case Incoming::Kind::NeedMore:
        return {};
    case Incoming::Kind::Text:
        return "text:" + payload;
    case Incoming::Kind::Binary:
        return "binary:" + payload;
    case Incoming::Kind::Ping:
        return "ping:" + payload;
    case Incoming::Kind::Pong:
        return "pong:" + payload;
    case Incoming::Kind::Close:
        return "close:" + std::to_string(event.code) + ":" + payload;
    case Incoming::Kind::Failed:
        return "fail:" + std::to_string(event.code);
    }
    return {};
}

class Reading
{
public:
    void feed(std::string_view bytes)
    {
        std::string copy(bytes); // the reader unmasks in place
        std::span<char> input = copy;
        for (;;) {
            const Incoming event = m_reader.next(input);
            if (event.kind == Incoming::Kind::NeedMore)
                return;
            if (!m_hasEnded)
                m_events.push_back(described(event));
            m_hasEnded = m_hasEnded || event.kind == Incoming::Kind::Close || event.kind == Incoming::Kind::Failed;
            if (m_hasEnded)
                return;
        }
    }

    const std::vector<std::string> &events() const { return m_events; }
    const MessageReader &reader() const { return m_reader; }

private:
    MessageReader m_reader { kCaseMessageLimit, 64 };
    std::vector<std::string> m_events;
    bool m_hasEnded = false;
};

std::vector<std::string> eventsOf(std::string_view bytes, std::size_t cut)
{
    Reading reading;
    reading.feed(bytes.substr(0, cut));
    reading.feed(bytes.substr(cut));
    return reading.events();
}

} // namespace

class TestMessageReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCaseIsReadAsTheRfcSays_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const FrameCase &one : frameCases())
            QTest::newRow(one.name.c_str()) << index++;
    }

    /// Whole, a byte at a time, and cut at every position; long ones near both ends and here and there.
    void everyCaseIsReadAsTheRfcSays()
    {
        QFETCH(int, index);
        const FrameCase &one = frameCases()[std::size_t(index)];
        QVERIFY(eventsOf(one.bytes, one.bytes.size()) == one.events);
        const std::size_t size = one.bytes.size();
        for (std::size_t cut = 0; cut < size; cut += cut < 300 || cut + 300 > size ? 1 : 997)
            QVERIFY2(eventsOf(one.bytes, cut) == one.events, qPrintable(QString::number(cut)));
        Reading bytewise;
        for (const char byte : one.bytes)
            bytewise.feed({ &byte, 1 });
        QVERIFY(bytewise.events() == one.events);
    }

    void thereAreEnoughCasesAndEachHasAName()
    {
        std::vector<std::string> names;
        for (const FrameCase &one : frameCases())
            names.push_back(one.name);
        std::sort(names.begin(), names.end());
        QVERIFY(std::adjacent_find(names.begin(), names.end()) == names.end());
        QVERIFY2(names.size() >= 250, qPrintable(QString::number(names.size())));
    }

    void aMessageInOnePieceIsNotCopied()
    {
        std::string bytes = text("where it lies");
        MessageReader reader(100, 64);
        std::span<char> input = bytes;
        const Incoming event = reader.next(input);
        QVERIFY(event.payload.data() >= bytes.data() && event.payload.data() < bytes.data() + bytes.size());
    }

    void theLimitMayRiseBetweenMessages()
    {
        std::string bytes = text("123456");
        MessageReader reader(5, 64);
        reader.setMessageLimit(6);
        std::span<char> input = bytes;
        QCOMPARE(reader.next(input).kind, Incoming::Kind::Text);
    }

    void anUnfinishedFrameOrMessageShows()
    {
        Reading reading;
        QVERIFY(!reading.reader().isUnfinished());
        reading.feed(text("abc").substr(0, 1));
        QVERIFY(reading.reader().isUnfinished());
        reading.feed(text("abc").substr(1));
        QVERIFY(!reading.reader().isUnfinished());
        reading.feed(text("abc", false));
        QVERIFY(reading.reader().isInMessage());
        reading.feed(ping());
        QVERIFY(reading.reader().isInMessage());
        reading.feed(more("d", true));
        QVERIFY(!reading.reader().isUnfinished());
    }

    void whatTheWriterWritesHasItsLengthInTheShortestForm_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("header");
        QTest::newRow("empty") << 0 << 2;
        QTest::newRow("125") << 125 << 2;
        QTest::newRow("126") << 126 << 4;
        QTest::newRow("65535") << 65535 << 4;
        QTest::newRow("65536") << 65536 << 10;
    }

    void whatTheWriterWritesHasItsLengthInTheShortestForm()
    {
        QFETCH(int, size);
        QFETCH(int, header);
        std::string out;
        const std::string payload(std::size_t(size), 'w');
        appendFrame(out, Opcode::Binary, payload);
        QCOMPARE(out.size(), std::size_t(size + header));
        const auto frames = readServerFrames(out);
        QVERIFY(frames && frames->size() == 1 && frames->front() == (ServerFrame { 0x2, payload }));
    }

    void aCloseFrameNeverOutgrowsAControlFrame()
    {
        std::string out;
        std::string reason(122, 'r');
        reason += "\u20ac"; // three bytes, of which one would fit
        appendCloseFrame(out, 1008, reason);
        auto frames = readServerFrames(out);
        QVERIFY(frames && frames->size() == 1);
        QCOMPARE(closeCodeOf(frames->front()), uint16_t(1008));
        QCOMPARE(frames->front().payload.substr(2), std::string(122, 'r'));
        out.clear();
        appendCloseFrame(out, 1000, "\xff");
        QCOMPARE(out, std::string("\x88\x02\x03\xe8"));
        out.clear();
        appendCloseFrame(out, kNoCloseCode, "unsaid");
        QCOMPARE(out, std::string("\x88\x00", 2));
    }
};

QTEST_APPLESS_MAIN(TestMessageReader)
#include "tst_messagereader.moc"
