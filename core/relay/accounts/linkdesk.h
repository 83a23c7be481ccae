// SPDX-License-Identifier: GPL-3.0-or-later
// LinkDesk: carries the few messages by which one device of a person links another (core/linking), between those two alone. In
// memory: a linking takes minutes, and one that is lost is begun again. What it carries it cannot read.
//
// Thread: any.

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/relay/accounts/actor.h"
#include "core/relay/accounts/tokenbuckets.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <mutex>
#include <vector>

namespace pc::relay::accounts {

struct LinkLimits
{
    Milliseconds findable { 60'000 }; ///< For so long a code leads to a device that wants to be linked.
    Milliseconds lasting { 300'000 }; ///< And so long a linking may take.
    int ofAPerson = 4; ///< At once.
    int atOnce = 1'000;
    BucketRate tries { 10, Milliseconds { 30'000 }, 20'000 }; ///< To find a device by its code, a person.

    bool operator==(const LinkLimits &) const = default;
};

inline constexpr qsizetype kMostLinkMessageBytes = 1'024;
inline constexpr int kMostLinkMessages = 4; ///< Of each side.
inline constexpr qsizetype kLinkCodeDigits = 9;

/// What the other side said, from a number on.
struct LinkMail
{
    std::vector<QByteArray> messages;

    bool operator==(const LinkMail &) const = default;
};

class LinkDesk
{
public:
    LinkDesk(const LinkLimits &limits, const Clock &clock)
        : m_limits(limits)
        , m_clock(clock)
        , m_tries(limits.tries, clock)
    {
    }

    /// The actor's device wants to be found under `code`. Errors: Invalid (no code, or too long), Conflict (another device of
    /// theirs has this code), RateLimited (too many at once).
    Result<void> begin(const Actor &actor, const QString &code, const QByteArray &message);

    /// What the other side said beyond the first `after` messages. Another device than the one that began becomes the other
    /// side by this, once, while the code leads to it. Errors: NotFound (no such code, of another person, taken by another
    /// device, too late), RateLimited.
    Result<LinkMail> read(const Actor &actor, const QString &code, int after);

    /// From one of the two. Errors: as read(), and TooLarge, Conflict (too many).
    Result<void> write(const Actor &actor, const QString &code, const QByteArray &message);

    /// By one of the two; for what is not there as well.
    void end(const Actor &actor, const QString &code);

    qsizetype size() const;

private:
    struct Linking
    {
        DeviceId fresh;
        DeviceId old; ///< Null until one has found it.
        MonoTime begun {};
        std::vector<QByteArray> fromFresh;
        std::vector<QByteArray> fromOld;
    };

    using Key = std::pair<UserId, QString>;

    Result<Linking *> find(const Actor &actor, const QString &code);
    void forgetEnded();

    LinkLimits m_limits;
    const Clock &m_clock;
    TokenBuckets m_tries;
    mutable std::mutex m_mutex;
    std::map<Key, Linking> m_linkings;
};

} // namespace pc::relay::accounts
