// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryDesk: carries a device's request for history (core/peerhistory) to others in the conversation, and back what one of them gives.
// In memory: a request takes a minute, and one that is lost is made again. What it carries it cannot read.
//
//   open() ──who may give: own devices, some seconds later staff, then everybody──▶ wanted() gives it to one device
//     one device at a time has it, for half a minute: answer() ──▶ read();  drop(), or too late ──▶ the next one
//     nobody is left ──▶ read() says so
//
// Thread: any.

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/relay/accounts/actor.h"
#include "core/relay/accounts/tokenbuckets.h"

#include <QByteArray>

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <vector>

namespace pc::relay::accounts {

struct HistoryLimits
{
    Milliseconds lasting { 600'000 }; ///< A request, with its answer.
    Milliseconds turn { 30'000 }; ///< For so long one device has it.
    Milliseconds step { 5'000 }; ///< Then others may have it as well.
    int hintsAStep = 8; ///< Devices that are told of it, a step.
    int tries = 40; ///< Devices that may have it, one after the other.
    int ofAPerson = 4; ///< At once.
    int atOnce = 1'000;
    qint64 answerBytes = qint64(64) * 1024 * 1024; ///< Of all answers that wait.
    BucketRate asks { 120, Milliseconds { 120'000 }, 20'000 }; ///< A person.

    bool operator==(const HistoryLimits &) const = default;
};

inline constexpr qsizetype kMostHistoryRequestBytes = 2'048;
inline constexpr qsizetype kMostHistoryAnswerBytes = qsizetype(256) * 1024;
inline constexpr std::size_t kMostHistoryPeers = 400;
inline constexpr std::size_t kMostHistoryWanted = 4; ///< In one answer.

/// Who may give, in this order.
enum class HistoryTier : quint8 { Own, Staff, Everybody };

struct HistoryPeer
{
    UserId user;
    DeviceId device;
    HistoryTier tier = HistoryTier::Everybody;

    bool operator==(const HistoryPeer &) const = default;
};

/// A request that one device is to answer.
struct HistoryWanted
{
    quint32 number = 0;
    QByteArray request;

    bool operator==(const HistoryWanted &) const = default;
};

class HistoryDesk
{
public:
    /// `hint` tells a person's devices, if they are there, that something is wanted(); called from within the calls here.
    using Hint = std::function<void(UserId)>;

    HistoryDesk(const HistoryLimits &limits, const Clock &clock, Hint hint)
        : m_limits(limits)
        , m_clock(clock)
        , m_hint(std::move(hint))
        , m_asks(limits.asks, clock)
    {
    }

    /// Whether a person may ask once more; costs one time.
    [[nodiscard]] bool mayAsk(UserId user);

    /// The request's number. `peers`: whose devices may give, by tier and by who was there last. In the place of what this device asked
    /// before of the same conversation. Errors: Invalid, TooLarge, RateLimited (too many at once).
    Result<quint32> open(const Actor &actor, ConversationId conversation, const QByteArray &request,
        const std::vector<HistoryPeer> &peers);

    /// What this device is to answer now; it has each for a turn, and no other device meanwhile.
    std::vector<HistoryWanted> wanted(const Actor &actor);

    /// From the device that has it. Errors: NotFound (it has not), TooLarge, Invalid, Unavailable (too much waits).
    Result<void> answer(const Actor &actor, quint32 number, const QByteArray &answer);

    /// What was given; empty while nothing was. Errors: NotFound (no request of this device), Expired (nobody is left who could).
    Result<QByteArray> read(const Actor &actor, quint32 number);

    /// By who asked: it is over. By the device that has it: it cannot give, and another one may. For what is not there as well.
    void drop(const Actor &actor, quint32 number);

    qsizetype size() const;

private:
    struct Asked
    {
        UserId user;
        DeviceId device;
        ConversationId conversation;
        QByteArray request;
        QByteArray answer;
        std::vector<HistoryPeer> peers; ///< Who did not try yet.
        std::size_t hinted = 0; ///< Of these, from the beginning.
        int tried = 0;
        DeviceId holder; ///< Null: nobody has it.
        MonoTime held {};
        MonoTime begun {};
        MonoTime stepped {}; ///< When others were told of it last.
        HistoryTier tier = HistoryTier::Own; ///< That is asked by now.
    };

    void forgetEnded();
    void moveOn(Asked &asked);
    void release(Asked &asked);
    void hintMore(Asked &asked);

    HistoryLimits m_limits;
    const Clock &m_clock;
    Hint m_hint;
    TokenBuckets m_asks;
    mutable std::mutex m_mutex;
    std::map<quint32, Asked> m_asked;
    quint32 m_last = 0;
    qint64 m_answerBytes = 0;
};

} // namespace pc::relay::accounts
