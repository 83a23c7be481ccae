// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakesession/samplehistory.h"

#include "tests/support/fakesession/numberedid.h"

#include <array>

namespace pc::support {

namespace {

using namespace std::chrono_literals;

// One fixed mix (SplitMix64's finaliser): the same index always makes the same row.
quint64 mixed(quint64 x)
{
    x += 0x9e3779b97f4a7c15;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

constexpr std::array kSentences {
    "Thank you.",
    "See you tomorrow at the gate.",
    "Could somebody bring the blue folder that stayed on the second table?",
    "The bus leaves at eight sharp.",
    "Mateo has a cough and stays at home today.",
    "All of them finished the chapter on rivers, and most have started to draw the map.",
    "Please remember gym shoes on Friday.",
    "Yes, gladly \U0001F44D",
    "The letter about the museum is in the bags. Sign it, put it back, and tell us by Wednesday whether your child "
    "takes part; we need the number for the tickets.",
    "Gracias, nos vemos el jueves a las nueve y media.",
    "شكرًا جزيلًا، نراكم غدًا.",
    "Timetable: https://school.example/3b/timetable",
};

QString sampleText(quint64 random)
{
    QString text;
    const quint64 sentences = 1 + (random >> 8) % 3 * ((random >> 16) % 2);
    for (quint64 i = 0; i <= sentences; ++i) {
        if (i > 0)
            text += (random >> (20 + i)) % 5 == 0 ? u'\n' : u' ';
        text += QString::fromUtf8(kSentences[mixed(random + i) % kSentences.size()]);
    }
    return text;
}

} // namespace

FakeLog::Generator sampleGenerator(const SampleHistory &history)
{
    return [history](qint64 index) {
        const quint64 random = mixed(quint64(index));
        // The same voice often speaks twice: the sender changes with two of three rows.
        const quint64 voice = mixed(quint64(index - (random % 3 == 0 ? 1 : 0)) + 77);
        chat::Message message;
        message.id = numberedId<MessageId>(quint64(index) + 1);
        message.conversation = history.conversation;
        message.outgoing = voice % 4 == 0;
        message.sender = message.outgoing ? history.me : history.others[voice % history.others.size()];
        message.seq = Seq { index + 1 };
        message.order = chat::OrderKey { index + 1 };
        message.time = history.end - (history.count - index) * 17min + Milliseconds(random % 600'000);
        message.content.text = sampleText(random);
        return message;
    };
}

} // namespace pc::support
