// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/waits.h"

#include "app/headless/values.h"

#include <utility>

namespace pc::headless {

namespace {

using namespace Qt::StringLiterals;
using Key = QLatin1StringView;

constexpr size_t kMostWaits = 100;
constexpr size_t kMostSeen = 5'000;
constexpr size_t kMostConversations = 10'000;
constexpr qint64 kUsualTimeoutMs = 30'000;
constexpr qint64 kLongestTimeoutMs = 600'000;

} // namespace

Waits::Waits(session::Account &account, Output &output, Clock &clock)
    : m_account(account)
    , m_output(output)
    , m_clock(clock)
{
}

void Waits::add(const QJsonValue &id, Arguments &arguments)
{
    const qint64 timeout = arguments.numberOr(Key("timeoutMs"), kUsualTimeoutMs);
    arguments.note(Key("timeoutMs"), timeout >= 0 && timeout <= kLongestTimeoutMs);
    Holds holds = conditionOf(arguments);
    if (const auto error = arguments.error()) {
        m_output.fail(id, *error);
        return;
    }
    if (m_waits.size() >= kMostWaits) {
        m_output.fail(id, Error { Errc::Unavailable, QStringLiteral("too many wait already") });
        return;
    }
    auto wait = std::make_unique<Wait>();
    wait->id = id;
    wait->holds = std::move(holds);
    wait->timer = m_clock.makeTimer([this, raw = wait.get()] { giveUp(raw); });
    wait->timer->start(Milliseconds { timeout });
    m_waits.push_back(std::move(wait));
    lookNow();
}

Waits::Holds Waits::conditionOf(Arguments &arguments)
{
    const QString what = arguments.text(Key("what"));
    if (what == "state"_L1)
        return stateCondition(arguments);
    if (what == "outboxEmpty"_L1)
        return linkCondition([](const session::LinkStatus &status) { return status.outgoing == 0; });
    if (what == "upToDate"_L1)
        return linkCondition(
            [](const session::LinkStatus &status) { return status.state == session::LinkState::UpToDate; });
    if (what == "message"_L1)
        return messageCondition(arguments);
    arguments.note(Key("what"), false);
    return {};
}

Waits::Holds Waits::stateCondition(Arguments &arguments)
{
    const QString wanted = arguments.text(Key("state"));
    return [this, wanted]() -> std::optional<QJsonObject> {
        const QString now = nameOf(m_account.state());
        return now == wanted ? std::optional(QJsonObject { { Key("state"), now } }) : std::nullopt;
    };
}

Waits::Holds Waits::linkCondition(std::function<bool(const session::LinkStatus &)> wanted)
{
    return [this, wanted = std::move(wanted)]() -> std::optional<QJsonObject> {
        const session::Session *session = m_account.session();
        if (!session || !wanted(session->linkStatus()))
            return std::nullopt;
        return toJson(session->linkStatus());
    };
}

Waits::Holds Waits::messageCondition(Arguments &arguments)
{
    const QString wantedText = arguments.text(Key("text"));
    const QString conversation = arguments.textOr(Key("conversation"), QString());
    const QString state = arguments.textOr(Key("state"), QString());
    return [this, wantedText, conversation, state]() -> std::optional<QJsonObject> {
        for (const chat::Message &message : m_seen) {
            if (message.content.text != wantedText
                || (!conversation.isEmpty() && text(message.conversation) != conversation))
                continue;
            const auto marks = m_watermarks.find(message.conversation);
            const auto reached
                = chat::displayedState(message, marks == m_watermarks.end() ? chat::Watermarks() : marks->second);
            if (state.isEmpty() || nameOf(reached) == state)
                return toJson(message);
        }
        return std::nullopt;
    };
}

void Waits::note(const chat::Message &message)
{
    const auto [place, isNew] = m_places.try_emplace(message.id, m_forgotten + m_seen.size());
    if (isNew)
        m_seen.push_back(message);
    else
        m_seen[place->second - m_forgotten] = message;
    if (m_seen.size() > kMostSeen) {
        m_places.erase(m_seen.front().id);
        m_seen.pop_front();
        ++m_forgotten;
    }
    look();
}

void Waits::note(ConversationId conversation, const chat::Watermarks &watermarks)
{
    if (m_watermarks.size() >= kMostConversations)
        m_watermarks.clear();
    m_watermarks[conversation] = watermarks;
    look();
}

void Waits::look()
{
    if (!m_isLooking && !m_waits.empty()) {
        m_isLooking = true;
        QMetaObject::invokeMethod(this, &Waits::lookNow, Qt::QueuedConnection);
    }
}

void Waits::lookNow()
{
    m_isLooking = false;
    std::erase_if(m_waits, [this](const std::unique_ptr<Wait> &wait) {
        const auto fields = wait->holds();
        if (fields)
            m_output.answer(wait->id, *fields);
        return fields.has_value();
    });
}

void Waits::giveUp(const Wait *wait)
{
    m_output.fail(wait->id, Error { Errc::Timeout, QStringLiteral("it did not happen in time") });
    std::erase_if(m_waits, [wait](const std::unique_ptr<Wait> &known) { return known.get() == wait; });
}

} // namespace pc::headless
