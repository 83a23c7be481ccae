// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/welcomes.h"

#include "core/base/log.h"
#include "core/session/disclose.h"

#include <utility>

namespace pc::session {

using groups::JoinRefusal;

namespace {

constexpr Milliseconds kCountInterval { 6 * 3'600'000 };
constexpr Milliseconds kAfterFailure { 60'000 };
constexpr int kMostInARound = 1'000; // no relay has more for one device

} // namespace

Welcomes::Welcomes(Context &context)
    : m_context(context)
    , m_again(context.clock.makeTimer([this] { countPackages(); }))
{
}

void Welcomes::open()
{
    m_isOpen = true;
    countPackages();
    ask({});
}

void Welcomes::close()
{
    m_isOpen = false;
    m_hasPublished = false;
    m_waiting.clear();
    m_flight.reset();
    m_packageFlight.reset();
    m_again->stop();
}

void Welcomes::ask(Done done)
{
    if (!m_isOpen)
        return;
    if (done)
        m_waiting.push_back(std::move(done));
    if (m_flight)
        return;
    m_taken = 0;
    next();
}

void Welcomes::next()
{
    m_flight.reset();
    if (!m_context.isReady())
        return; // the connection is gone, and close() on its way
    wire::Keys keys;
    keys.op = wire::KeysOp::NextWelcome;
    m_step = Step::Next;
    m_flight = m_context.link.request(keys);
}

void Welcomes::finish()
{
    m_flight.reset();
    if (m_taken > 0 && !m_packageFlight)
        countPackages(); // those that were used are missing there now
    for (const Done &done : std::exchange(m_waiting, {}))
        done();
}

Result<void> Welcomes::answered(Turn &turn, FrameId frame, const link::Answer &answer)
{
    if (m_packageFlight == frame)
        return packagesAnswered(turn, answer);
    const auto *ack = std::get_if<wire::Ack>(&answer);
    const bool goesOn = ack && ++m_taken < kMostInARound;
    if (goesOn && m_step == Step::Next && ack->conversation && ack->seq && ack->items.size() == 2) {
        turn.then([this, ack = *ack] { take(ack); });
    } else if (goesOn && m_step == Step::Settle) {
        turn.then([this] { next(); });
    } else {
        turn.then([this] { finish(); });
    }
    return {};
}

void Welcomes::take(const wire::Ack &ack)
{
    const auto verdict = join(ack);
    if (!m_isOpen || !m_context.isReady())
        return; // the disk or the connection failed
    if (!verdict)
        return finish();
    wire::Keys keys;
    keys.op = verdict->answer;
    keys.conversation = verdict->conversation;
    m_step = Step::Settle;
    m_flight = m_context.link.request(keys);
}

std::optional<Welcomes::Verdict> Welcomes::join(const wire::Ack &ack)
{
    Verdict verdict { *ack.conversation };
    bool mustWait = false;
    const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        const auto row = m_context.store.conversations.find(verdict.conversation);
        if (!row)
            return row.error();
        mustWait = !*row || !(*row)->known; // whom it is for has to be known first
        if (mustWait)
            return {};
        auto joined = m_context.groups.joinByWelcome(verdict.conversation, ack.items[0], ack.items[1], *ack.seq);
        if (!joined)
            return joined.error();
        if (const auto *taken = std::get_if<groups::Taken>(&*joined))
            return disclose(m_context, turn, verdict.conversation, *taken);
        const auto why = std::get<JoinRefusal>(*joined);
        qCInfo(lcSession) << "a Welcome was not used:" << int(why);
        mustWait = why == JoinRefusal::Settling;
        verdict.answer = wire::KeysOp::RefuseWelcome;
        turn.regrouped(verdict.conversation);
        return {};
    });
    return written && !mustWait ? std::optional(verdict) : std::nullopt;
}

// ---- Key packages

void Welcomes::countPackages()
{
    if (!m_isOpen || m_packageFlight || !m_context.isReady())
        return;
    wire::Keys keys;
    keys.op = wire::KeysOp::CountPackages;
    m_packageStep = Step::Count;
    m_packageFlight = m_context.link.request(keys);
}

Result<void> Welcomes::packagesAnswered(Turn &turn, const link::Answer &answer)
{
    m_packageFlight.reset();
    const auto *ack = std::get_if<wire::Ack>(&answer);
    if (!ack) {
        m_hasPublished = true; // it was tried
        turn.then([this] { m_again->start(kAfterFailure); });
        return {};
    }
    turn.then([this] { m_again->start(kCountInterval); });
    if (m_packageStep == Step::Put) {
        m_hasPublished = true;
        return m_context.groups.packagesUploaded();
    }
    turn.then([this, kept = ack->count.value_or(0)] { upload(kept); });
    return {};
}

void Welcomes::upload(quint64 kept)
{
    wire::Keys put;
    put.op = wire::KeysOp::PutPackages;
    const auto written = m_context.ledger.write([&](Turn &) -> Result<void> {
        auto packages = m_context.groups.packagesToUpload(kept);
        if (!packages)
            return packages.error();
        put.items = std::move(*packages);
        return {};
    });
    if (!written || !m_isOpen || !m_context.isReady())
        return;
    if (put.items.empty()) {
        m_hasPublished = true;
        return;
    }
    m_packageStep = Step::Put;
    m_packageFlight = m_context.link.request(put);
}

} // namespace pc::session
