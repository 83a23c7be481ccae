// SPDX-License-Identifier: GPL-3.0-or-later
// LetterBearer: the device of somebody who was invited by letter: proves to the school's office which account key it made, and knows
// the true office from the beginning. The letter's secret lies in the store until the relay has the proof.
//
// Thread: the session's loop.

#pragma once

#include "core/link/letterapi.h"
#include "core/link/tokens.h"
#include "core/session/context.h"

#include <memory>

namespace pc::session {

/// Keeps what a letter's token says. In the caller's transaction. Errors: Invalid, NewerVersion (no token); the store's.
Result<void> keepLetter(store::Store &store, const QString &token);

class LetterBearer
{
public:
    /// References outlive this.
    LetterBearer(Context &context, link::LetterApi &api, link::AccessTokens &tokens)
        : m_context(context)
        , m_api(api)
        , m_tokens(tokens)
    {
    }

    /// There is a connection: hands the proof in, if there is one to hand in.
    void open();

private:
    void onAnswer(const Result<void> &handedIn);

    Context &m_context;
    link::LetterApi &m_api;
    link::AccessTokens &m_tokens;
    bool m_isBusy = false;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
