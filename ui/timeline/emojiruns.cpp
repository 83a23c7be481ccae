// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/emojiruns.h"

namespace pc::ui {

namespace {

constexpr char32_t kJoiner = 0x200d;
constexpr char32_t kAsPicture = 0xfe0f; ///< Variation selector 16.
constexpr char32_t kKeycap = 0x20e3;

char32_t codeAt(const QString &text, qsizetype at)
{
    const QChar c = text[at];
    if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return QChar::surrogateToUcs4(c, text[at + 1]);
    return c.unicode();
}

qsizetype unitsOf(char32_t code)
{
    return code > 0xffff ? 2 : 1;
}

bool isPicture(char32_t code)
{
    return code >= 0x1f000 && code <= 0x1faff;
}

bool continues(char32_t code)
{
    return isPicture(code) || code == kJoiner || code == kAsPicture || code == kKeycap
        || (code >= 0xe0020 && code <= 0xe007f);
}

// A sign that is a picture by itself, or a letter-like one that is asked to be.
bool begins(const QString &text, qsizetype at, char32_t code)
{
    const qsizetype next = at + unitsOf(code);
    return isPicture(code) || (next < text.size() && code > 0x20 && codeAt(text, next) == kAsPicture);
}

} // namespace

std::vector<EmojiRun> findEmoji(const QString &text)
{
    std::vector<EmojiRun> runs;
    for (qsizetype at = 0; at < text.size();) {
        const char32_t code = codeAt(text, at);
        if (!begins(text, at, code)) {
            at += unitsOf(code);
            continue;
        }
        qsizetype end = at + unitsOf(code);
        bool joined = false;
        while (end < text.size()) {
            const char32_t next = codeAt(text, end);
            if (!continues(next) && !joined && !begins(text, end, next))
                break;
            joined = next == kJoiner;
            end += unitsOf(next);
        }
        runs.push_back({ at, end - at });
        at = end;
    }
    return runs;
}

} // namespace pc::ui
