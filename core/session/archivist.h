// SPDX-License-Identifier: GPL-3.0-or-later
// Archivist: this person's history beyond this device. Brings what came or changed here to the archive at the relay, sealed; follows
// what their other devices brought there; and on a device that is new puts all of it where it belongs, the newest first.
//
//   Resting ──something came, a quiet minute──▶ Following ──all segments are read──▶ Saving ──nothing waits──▶ Resting
//                                                   │ an archive key is not here: a note that gives it is sought (archivist_keys.cpp)
//                                                   └ a device with nothing reads backwards, a few segments at a time
//
// What the archive says fills places that show nothing yet; what is here and readable stays as it is. A seq that this device has not
// come to in its own log waits for it (store::ArchiveRows): groups take each entry once and in order.
//
// Thread: the session's loop.

#pragma once

#include "core/archive/chain.h"
#include "core/base/backoff.h"
#include "core/identity/devicelist.h"
#include "core/link/archiveapi.h"
#include "core/link/tokens.h"
#include "core/recovery/archivekeys.h"
#include "core/session/archivepages.h"
#include "core/session/context.h"
#include "core/session/peerlists.h"
#include "core/session/recoverydesk.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace pc::session {

/// Nothing when it is none.
inline std::optional<crypto::Digest> digestIn(const QByteArray &bytes)
{
    crypto::Digest digest {};
    if (std::size_t(bytes.size()) != digest.size())
        return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

class Archivist
{
public:
    using Reply = std::function<void(Result<void>)>;

    /// References outlive this.
    Archivist(Context &context, PeerLists &lists, link::ArchiveApi &api, link::AccessTokens &tokens,
        crypto::RandomSource &keys);

    void onChanged(std::function<void(const ArchiveState &)> changed) { m_changed = std::move(changed); }

    /// This device has archive keys that it did not have.
    void onKeys(std::function<void()> keys) { m_onKeys = std::move(keys); }

    ArchiveState state() const { return m_state; }

    void open(); ///< The connection has shown all there is.
    void close();

    void saveNow();

    /// The same, and calls when all is there, when it does not go on, or a few seconds have gone.
    void saveThen(std::function<void()> done);

    /// One of this person's devices came in or was taken out: the others get the archive's keys, another one where one was taken out.
    void devicesChanged();

    /// See RecoveryDesk.
    void setKeeps(bool keeps, const Reply &reply);

    /// More of these conversations' logs is here: what waits for its place may have it.
    void look(const std::set<ConversationId> &conversations);

private:
    static constexpr Milliseconds kSoon { 1'000 };
    using Info = link::ArchiveInfo;
    using Segments = std::vector<QByteArray>;

    void wake(Milliseconds in);
    void run();
    void ask();
    void onInfo(const Info &info);
    bool decide(const Info &info, store::ArchiveRow &row, bool &isAll);
    bool isSealingAnew(const store::ArchiveRow &row) const;

    /// Whether a note is the last one of its generation, as far as it was read.
    enum class Noted : quint8 { Last, Earlier };

    identity::DeviceList ownDevices() const;
    bool isAlone() const;
    Result<crypto::Bytes> noteDue(const store::ArchiveRow &row, const archive::Chain &chain, bool isMore) const;
    Result<bool> heed(crypto::ByteView segment, store::ArchiveRow &row, Noted noted);
    void forgetOldKeys(store::ArchiveRow &row);
    void tellKeys();
    void seekKeys(quint32 from);
    bool isByOwnDevice(const QByteArray &segment) const;
    void onSought();
    void lackKey();

    static Error notTheSame();
    const link::ArchiveGeneration *generationOf(const store::ArchiveRow &row) const;
    void readOn();
    void onNewer(quint32 generation, const Segments &segments);
    void gatherOlder(quint32 from, quint32 below, const std::shared_ptr<Segments> &gathered);
    void onOlder(quint32 from, const Segments &segments);
    void write();
    Result<ArchivePage> nextPage(const store::ArchiveRow &row, const archive::Chain &chain, bool isMore);
    void send(const QString &token, const archive::Chain &chain, ArchivePage page);
    void onWritten(const archive::Chain &chain, const ArchivePage &page);
    void beginAgain();
    void activate(const QString &token);
    void placeAll();
    void seeUnplaced();
    void rest();
    void release();
    void fail(const Error &why);
    void publish();
    Result<void> save(const std::function<void(store::ArchiveRow &)> &change);

    /// Calls on with what came, or fails with it; nothing after close().
    template<typename T>
    std::function<void(Result<T>)> then(std::function<void(const T &)> on);
    std::function<void(Result<void>)> thenDone(std::function<void()> on);
    void withToken(const std::function<void(const QString &)> &on);

    Context &m_context;
    PeerLists &m_lists;
    link::ArchiveApi &m_api;
    link::AccessTokens &m_tokens;
    crypto::RandomSource &m_keys;
    std::function<void(const ArchiveState &)> m_changed;
    std::function<void()> m_onKeys;
    ArchiveState m_state;
    bool m_isOpen = false;
    bool m_isBusy = false;
    bool m_hasLease = false;
    bool m_isGrown = false; ///< Something came since it ran last.
    bool m_mayPlace = false; ///< The same, of what waits for its place.
    bool m_isListOld = true; ///< The own device list is asked for before anything is read or written.
    bool m_lacksKey = false; ///< Something is sealed by a key that is not here, and no note gives it.
    bool m_hasOtherKeys = false; ///< Told after the commit.
    MonoTime m_listAsked {};
    MonoTime m_due {}; ///< While the timer runs.
    Info m_info; ///< As the relay said last.
    quint32 m_first = 1; ///< Of the generation that is read.
    quint32 m_soughtIn = 0; ///< The generation that was searched for a note, as far as m_soughtUpTo.
    quint32 m_soughtUpTo = 0;
    QByteArray m_note; ///< The last one found there.
    std::set<ConversationId> m_unplaced; ///< Something of them waits for its place.
    std::unique_ptr<Timer> m_timer;
    std::unique_ptr<Timer> m_patience; ///< Of who waits.
    std::vector<std::function<void()>> m_waiting;
    std::optional<MonoTime> m_newUntil; ///< This device is new: others are just bringing what it lacks.
    Backoff m_backoff;
    Backoff m_turn; ///< While another device writes.
    std::shared_ptr<int> m_alive
        = std::make_shared<int>(0); ///< Another one after close(): answers to what was asked before are dropped.
};

template<typename T>
std::function<void(Result<T>)> Archivist::then(std::function<void(const T &)> on)
{
    return [this, alive = std::weak_ptr<int>(m_alive), on = std::move(on)](const Result<T> &came) {
        if (alive.expired())
            return;
        if (came)
            on(*came);
        else
            fail(came.error());
    };
}

} // namespace pc::session
