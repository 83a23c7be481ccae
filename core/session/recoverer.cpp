// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/recoverer.h"

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"

#include <utility>

namespace pc::session {

using link::RecoveryInfo;
using link::RecoveryOpened;
using recovery::SheetKeys;
using recovery::SheetParameters;

namespace {

constexpr Milliseconds kAskAgain { 5'000 };

/// What the relay shows cannot be read; but of a newer program that is no damage.
Error unreadable(const Error &why)
{
    return { why.code == Errc::NewerVersion ? Errc::NewerVersion : Errc::Corrupt, why.detail };
}

} // namespace

Recoverer::Recoverer(
    RecovererParts parts, SheetWorker &worker, const SheetCosts &costs, std::function<void(const SheetOffer &)> offered)
    : m_parts(std::move(parts))
    , m_worker(worker)
    , m_costs(costs)
    , m_offered(std::move(offered))
    , m_archives(m_parts.relay, m_parts.network, m_parts.clock)
    , m_again(m_parts.clock.makeTimer([this] { ask(); }))
{
}

template<typename T>
std::function<void(Result<T>)> Recoverer::guarded(std::function<void(Result<T>)> then) const
{
    return [alive = std::weak_ptr<int>(m_alive), then = std::move(then)](Result<T> result) {
        if (!alive.expired())
            then(std::move(result));
    };
}

void Recoverer::show(const link::RecoveryTriesLeft &tries)
{
    m_offer.triesLeft = tries.count;
    m_offer.tryAgain.reset();
    if (tries.count == 0)
        m_offer.tryAgain = m_parts.clock.utcNow() + tries.retryAfter;
    m_offered(m_offer);
}

void Recoverer::ask()
{
    m_archives.recovery(m_parts.accessToken(), guarded<RecoveryInfo>([this](const Result<RecoveryInfo> &known) {
        const auto parameters = known ? SheetParameters::decode(crypto::viewOf(known->parameters), m_costs.floor)
                                      : Result<SheetParameters>(known.error());
        if (!known)
            m_again->start(kAskAgain);
        if (!known || known->version == 0)
            return;
        m_offer.exists = true; // one that cannot be read too: whoever tries it hears why
        if (parameters) {
            m_offer.kind = sheetWordsOf(parameters->kind);
            m_offer.language = languageOf(parameters->language);
        }
        show(known->tries);
    }));
}

void Recoverer::recover(const QString &typed, Reply reply)
{
    if (std::exchange(m_isBusy, true)) {
        reply(Error { Errc::Conflict, QStringLiteral("a sheet is being tried") });
        return;
    }
    m_archives.recovery(m_parts.accessToken(),
        guarded<RecoveryInfo>([this, typed, reply = std::move(reply)](const Result<RecoveryInfo> &known) {
            if (known)
                onKnown(typed, *known, reply);
            else
                end(reply, known.error());
        }));
}

void Recoverer::end(const Reply &reply, const Result<SheetAnswer> &answer)
{
    m_isBusy = false;
    reply(answer);
}

/// What is no sheet at all costs no try.
void Recoverer::onKnown(const QString &typed, const RecoveryInfo &known, const Reply &reply)
{
    if (known.version == 0) {
        end(reply, Error { Errc::Conflict, QStringLiteral("the relay has no sheet") });
        return;
    }
    if (known.tries.count == 0) {
        show(known.tries);
        end(reply, Error { Errc::RateLimited, QStringLiteral("too many wrong sheets") });
        return;
    }
    const auto parameters = SheetParameters::decode(crypto::viewOf(known.parameters), m_costs.floor);
    if (!parameters) {
        end(reply, unreadable(parameters.error()));
        return;
    }
    m_worker.deriveTyped(
        typed, *parameters, [this, reply](const SheetMistake &mistake) { end(reply, SheetAnswer(mistake)); },
        guarded<SheetKeys>([this, reply](Result<SheetKeys> keys) {
            if (keys)
                onKeys(std::make_shared<SheetKeys>(*std::move(keys)), reply); // std::function wants copies
            else
                end(reply, keys.error());
        }));
}

void Recoverer::onKeys(std::shared_ptr<SheetKeys> keys, const Reply &reply)
{
    m_archives.openRecovery(m_parts.accessToken(), crypto::toByteArray(keys->proof()),
        guarded<RecoveryOpened>([this, keys, reply](const Result<RecoveryOpened> &opened) {
            if (opened)
                onOpened(*keys, *opened, reply);
            else if (opened.code() == Errc::NotFound)
                end(reply, Error { Errc::Conflict, QStringLiteral("the relay has no sheet") });
            else
                end(reply, opened.error());
        }));
}

void Recoverer::onOpened(const SheetKeys &keys, const RecoveryOpened &opened, const Reply &reply)
{
    show(opened.tries);
    if (!opened.blob) {
        end(reply, SheetAnswer(kNotThisSheet));
        return;
    }
    auto contents = recovery::openRecoveryBlob(keys, m_parts.user, crypto::viewOf(*opened.blob));
    if (!contents) {
        qCWarning(lcSession) << "what the relay has for the sheet does not open:" << contents.error().detail;
        end(reply, unreadable(contents.error()));
        return;
    }
    // This may be gone when the account has gone on.
    m_isBusy = false;
    m_parts.recovered(*std::move(contents), [reply](const Result<void> &done) {
        reply(done ? Result<SheetAnswer>(SheetAnswer()) : Result<SheetAnswer>(done.error()));
    });
}

} // namespace pc::session
