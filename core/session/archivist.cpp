// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/archivist.h"

#include "core/base/log.h"

#include <algorithm>
#include <utility>

namespace pc::session {

namespace {

constexpr Milliseconds kQuiet { 60'000 }; // what comes within it goes together
constexpr Milliseconds kPatience { 5'000 };
constexpr Milliseconds kNewFor { 600'000 };
constexpr Milliseconds kNewPause { 5'000 };
constexpr Milliseconds kNowAndThen { 300'000 };
constexpr Milliseconds kListFor { 3'600'000 };
constexpr Milliseconds kFirstRetry { 5'000 };
constexpr Milliseconds kLongestRetry { 600'000 };
constexpr Milliseconds kFirstTurn { 2'000 };
constexpr Milliseconds kLongestTurn { 20'000 };

} // namespace

Archivist::Archivist(
    Context &context, PeerLists &lists, link::ArchiveApi &api, link::AccessTokens &tokens, crypto::RandomSource &keys)
    : m_context(context)
    , m_lists(lists)
    , m_api(api)
    , m_tokens(tokens)
    , m_keys(keys)
    , m_timer(context.clock.makeTimer([this] { run(); }))
    , m_patience(context.clock.makeTimer([this] { release(); }))
    , m_backoff(kFirstRetry, kLongestRetry, context.random)
    , m_turn(kFirstTurn, kLongestTurn, context.random)
{
    if (const auto row = context.store.archive.state()) {
        m_state.isKept = row->isKept;
        m_state.lastSaved = row->savedAt;
        m_state.restored = row->restored;
        m_state.isRestoring = row->unreadBelow > 0;
    }
}

std::function<void(Result<void>)> Archivist::thenDone(std::function<void()> on)
{
    return [this, alive = std::weak_ptr<int>(m_alive), on = std::move(on)](const Result<void> &done) {
        if (alive.expired())
            return;
        if (done)
            on();
        else
            fail(done.error());
    };
}

void Archivist::withToken(const std::function<void(const QString &)> &on)
{
    m_tokens.accessToken(link::AccessTokens::Wanted::Current, then<QString>(on));
}

void Archivist::open()
{
    m_isOpen = true;
    m_isListOld = true;
    const auto row = m_context.store.archive.state();
    if (row && row->generation == 0)
        m_newUntil = m_context.clock.monotonicNow() + kNewFor;
    seeUnplaced();
    wake(kSoon);
}

/// Conversations of which something waits for its place.
void Archivist::seeUnplaced()
{
    if (const auto waiting = m_context.store.archive.conversationsWithFound())
        m_unplaced = { waiting->begin(), waiting->end() };
}

void Archivist::close()
{
    m_isOpen = false;
    m_isBusy = false;
    m_hasLease = false;
    m_alive = std::make_shared<int>(0);
    m_timer->stop();
    release();
}

void Archivist::wake(Milliseconds in)
{
    const MonoTime due = m_context.clock.monotonicNow() + in;
    if (!m_isOpen || m_isBusy || (m_timer->isActive() && m_due <= due))
        return;
    m_due = due;
    m_timer->start(in);
}

void Archivist::saveNow()
{
    wake(Milliseconds { 0 });
}

void Archivist::saveThen(std::function<void()> done)
{
    m_waiting.push_back(std::move(done));
    if (!m_isOpen)
        return release();
    m_patience->start(kPatience);
    saveNow();
}

void Archivist::release()
{
    m_patience->stop();
    for (const auto &done : std::exchange(m_waiting, {}))
        done();
}

void Archivist::look(const std::set<ConversationId> &conversations)
{
    const bool mayPlace = std::ranges::any_of(
        conversations, [this](ConversationId conversation) { return m_unplaced.contains(conversation); });
    m_isGrown = true;
    m_mayPlace = m_mayPlace || mayPlace;
    wake(mayPlace ? kSoon : kQuiet);
}

void Archivist::run()
{
    if (!m_isOpen || m_isBusy || !m_context.isReady())
        return;
    m_isBusy = true;
    m_isGrown = false;
    m_mayPlace = false;
    m_lacksKey = false;
    const MonoTime now = m_context.clock.monotonicNow();
    if (!m_isListOld && now - m_listAsked < kListFor)
        return ask();
    m_lists.check({ m_context.user() }, [this, now, alive = std::weak_ptr<int>(m_alive)](const Result<void> &checked) {
        if (alive.expired())
            return;
        m_isListOld = false;
        m_soughtIn = 0;
        m_listAsked = checked ? now : now - kListFor + kNowAndThen; // what is known of it does until then
        ask();
    });
}

/// Beside the present archive: what comes out of that one is not in it by that alone.
bool Archivist::isSealingAnew(const store::ArchiveRow &row) const
{
    return row.generation > 0 && m_info.present && row.generation != m_info.present->generation;
}

void Archivist::placeAll()
{
    const auto row = m_context.store.archive.state();
    if (!row)
        return;
    const IsSaved isSaved = isSealingAnew(*row) ? IsSaved::No : IsSaved::Yes;
    for (const ConversationId conversation : m_unplaced) {
        PlacedPage page;
        const auto placed = m_context.ledger.write([&](Turn &turn) -> Result<void> {
            auto done = placeArchived(m_context, turn, conversation, isSaved);
            if (done)
                page = *done;
            return done ? Result<void>() : done.error();
        });
        m_mayPlace = m_mayPlace || (placed && page.isMore);
        if (placed && page.filled > 0)
            (void)save([&page](store::ArchiveRow &state) { state.restored += page.filled; });
    }
    seeUnplaced();
}

void Archivist::ask()
{
    withToken(
        [this](const QString &token) { m_api.archive(token, then<Info>([this](const Info &info) { onInfo(info); })); });
}

Result<void> Archivist::save(const std::function<void(store::ArchiveRow &)> &change)
{
    return m_context.ledger.write([&](Turn &) -> Result<void> {
        auto row = m_context.store.archive.state();
        if (!row)
            return row.error();
        change(*row);
        m_state.isKept = row->isKept;
        m_state.lastSaved = row->savedAt;
        m_state.restored = row->restored;
        m_state.isRestoring = row->unreadBelow > 0;
        return m_context.store.archive.save(*row);
    });
}

void Archivist::onInfo(const Info &info)
{
    m_info = info;
    bool goesOn = false;
    bool isAll = false;
    const auto saved = save([&](store::ArchiveRow &row) {
        isAll = info.isKept && !row.isKept;
        row.isKept = info.isKept;
        goesOn = info.isKept && decide(info, row, isAll);
    });
    if (!saved)
        return fail(saved.error());
    tellKeys();
    if (isAll || !info.isKept) {
        (void)m_context.ledger.write([this, isAll](Turn &) {
            return isAll ? m_context.store.archive.queueAll() : m_context.store.archive.dropWaiting();
        });
    }
    placeAll();
    if (goesOn)
        readOn();
    else
        rest();
}

void Archivist::rest()
{
    m_isBusy = false;
    m_backoff.reset();
    if (!m_lacksKey)
        m_state.trouble.reset();
    if (std::exchange(m_hasLease, false))
        withToken([this](const QString &token) { m_api.endLease(token, [](const Result<void> &) {}); });
    const bool isNew = m_newUntil && m_context.clock.monotonicNow() < *m_newUntil;
    wake(m_mayPlace || m_isListOld ? kSoon : isNew ? kNewPause : m_isGrown ? kQuiet : kNowAndThen);
    publish();
    release();
}

void Archivist::fail(const Error &why)
{
    m_isBusy = false;
    qCInfo(lcSession) << "the archive waits:" << wireName(why.code) << why.detail;
    m_state.trouble = why.code;
    publish();
    wake(m_backoff.next());
    release();
}

void Archivist::publish()
{
    const auto waiting = m_context.store.archive.countWaiting();
    m_state.waiting = waiting ? *waiting : m_state.waiting;
    if (m_changed)
        m_changed(m_state);
}

} // namespace pc::session
