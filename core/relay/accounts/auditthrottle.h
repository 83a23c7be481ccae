// SPDX-License-Identifier: GPL-3.0-or-later
// AuditThrottle: how many lines those who guess passwords may make in the audit log. What is beyond is counted, and the
// next line that may be written tells how many there were.
//
// Thread: any.

#pragma once

#include "core/relay/accounts/tokenbuckets.h"

#include <atomic>

namespace pc::relay::accounts {

class AuditThrottle
{
public:
    explicit AuditThrottle(const Clock &clock)
        : m_each({ 3, Milliseconds { 60'000 } }, clock)
        , m_all({ 30, Milliseconds { 10'000 }, 1 }, clock)
    {
    }

    struct Share
    {
        bool mayWrite = false;
        qint64 heldBack = 0; ///< Of earlier ones, to be told of with it.
    };

    /// `key`: whose sign-in was tried.
    Share take(const QByteArray &key);

private:
    TokenBuckets m_each;
    TokenBuckets m_all;
    std::atomic<qint64> m_heldBack { 0 };
};

} // namespace pc::relay::accounts
