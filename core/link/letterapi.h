// SPDX-License-Identifier: GPL-3.0-or-later
// LetterApi: the relay's routes for letters, one function a route; beside HttpApi, and as it. What is in the bytes is core/identity's,
// and what the errors mean stands in core/relay/accounts/README.md.
//
// Thread: its own. Each reply is called once, later; destroying this drops those that have not come.

#pragma once

#include "core/base/ids.h"
#include "core/link/address.h"
#include "core/link/httpcaller.h"

#include <QByteArray>

#include <vector>

namespace pc::link {

/// As the client that writes it chose all of it.
struct LetterWriting
{
    Uuid id;
    UserId person;
    QString name;
    QString role; ///< As people::roleName().
    QString label;
    qint64 seconds = 0;
    QString code;
    QByteArray letter;
};

struct LetterInfo
{
    Uuid id;
    UserId person;
    QByteArray letter;
    QByteArray proof; ///< Empty before the invited person came.

    bool operator==(const LetterInfo &) const = default;
};

struct LettersPage
{
    std::vector<LetterInfo> letters;
    QString next; ///< Empty on the last one.
};

QByteArray letterJson(const LetterWriting &letter);

/// Total: any bytes give a value, or Network (as whoever answers so is no relay).
Result<LettersPage> parseLetters(const QByteArray &json);

class LetterApi
{
public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    /// `network` and `clock` outlive this.
    LetterApi(const RelayAddress &relay, Network &network, Clock &clock)
        : m_relay(relay)
        , m_caller(network, clock)
    {
    }

    const RelayAddress &relay() const { return m_relay; }

    /// The same again makes no second one. Errors: Forbidden (no administrator), Invalid, Conflict, TooLarge (too many).
    void write(const QString &accessToken, const LetterWriting &letter, Reply<void> reply);

    /// One's own ones. Error: Forbidden.
    void letters(const QString &accessToken, const QString &after, Reply<LettersPage> reply);

    /// Nobody joins by it any more. Errors: Forbidden, NotFound.
    void end(const QString &accessToken, const Uuid &letter, Reply<void> reply);

    /// Of the letter that invited this person. Errors: NotFound (none did), Invalid.
    void prove(const QString &accessToken, const QByteArray &proof, Reply<void> reply);

private:
    RelayAddress m_relay;
    HttpCaller m_caller;
};

} // namespace pc::link
