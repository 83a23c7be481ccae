// SPDX-License-Identifier: GPL-3.0-or-later
// Archivist: what other devices brought there, and where a new device begins.

#include "core/crypto/qtbytes.h"
#include "core/recovery/keynote.h"
#include "core/session/archivist.h"

#include <algorithm>
#include <utility>

namespace pc::session {

using archive::Chain;
using recovery::ArchiveKeys;

namespace {

constexpr quint32 kOlderAtOnce = 8; // segments
constexpr Milliseconds kJustNow { 10'000 };

/// Of archive keys: then all is sealed anew by the newest. What the older ones open, whoever was taken out had in any case.
constexpr std::size_t kManyKeys = 8;

Error givenUpKey()
{
    return { Errc::Corrupt, QStringLiteral("a segment under an archive key that was given up before it") };
}

} // namespace

Error Archivist::notTheSame()
{
    return { Errc::Corrupt, QStringLiteral("the relay shows another archive than the one that is known") };
}

/// The one that this device reads or writes, as the relay has it; null when nothing of it is there.
const link::ArchiveGeneration *Archivist::generationOf(const store::ArchiveRow &row) const
{
    if (m_info.present && m_info.present->generation == row.generation)
        return &*m_info.present;
    return m_info.beside && m_info.beside->generation == row.generation ? &*m_info.beside : nullptr;
}

/// Which generation is read and written, by what this device knows of it. False: there is nothing to do.
bool Archivist::decide(const Info &info, store::ArchiveRow &row, bool &isAll)
{
    const auto begin = [&](quint32 generation) {
        row.generation = generation;
        row.number = 0;
        row.head = crypto::toByteArray(crypto::Digest {});
        row.unreadBelow = 0;
    };
    const bool isNext = row.generation == info.last + 1; // begun here, and nothing of it is there yet
    if (!info.present) {
        if (row.keys.isEmpty())
            row.keys = ArchiveKeys::begin(m_keys).encode();
        if (isNext && row.number == 0)
            return true;
        isAll = isAll || row.generation > 0; // the relay had one, and came back from a backup
        begin(info.last + 1);
        return true;
    }
    if (row.keys.isEmpty() && isAlone()) { // nobody has what opens the one that is there
        row.keys = ArchiveKeys::begin(m_keys).encode();
        begin(info.last + 1);
        isAll = true;
        return true;
    }
    const link::ArchiveGeneration &present = *info.present;
    if (isNext)
        return true;
    if (info.beside && row.generation == info.beside->generation) {
        const bool isShorter = row.number >= info.beside->next;
        const bool isAnother = row.number + 1 == info.beside->next && row.head != info.beside->head;
        if (isShorter || isAnother) {
            begin(info.last + 1); // another device's under the same number
            isAll = true;
        }
        return true;
    }
    if (row.generation == present.generation) {
        if (row.unreadBelow == 0)
            forgetOldKeys(row);
        const bool isRead = row.unreadBelow == 0 && row.number + 1 >= present.next;
        const bool isTheSame = row.number + 1 == present.next && row.head == present.head;
        const auto keys = ArchiveKeys::decode(row.keys.view());
        const bool isLong = keys && keys->count() >= kManyKeys;
        // Sealed anew as a whole, and in place of an older one than was seen: a relay that came back from a backup.
        if (keys && isRead && (isLong || !isTheSame)) {
            begin(info.last + 1);
            isAll = true;
        }
        return true;
    }
    // Another one than was known, or none was: from its end backwards. What is here and was not found there is brought there then.
    isAll = isAll || row.generation > 0;
    row.generation = present.generation;
    row.number = present.next - 1;
    row.head = present.head;
    row.unreadBelow = present.next > present.first ? present.next : 0;
    row.unreadHead = present.head;
    return true;
}

void Archivist::readOn()
{
    auto row = m_context.store.archive.state();
    if (!row)
        return fail(row.error());
    const link::ArchiveGeneration *there = generationOf(*row);
    if (!there)
        return write();
    if (row->keys.isEmpty())
        return seekKeys(there->first);
    m_first = there->first;
    if (row->unreadBelow > 0 && row->unreadBelow <= m_first) {
        if (auto saved = save([](store::ArchiveRow &state) { state.unreadBelow = 0; }); !saved)
            return fail(saved.error());
        return readOn();
    }
    if (row->unreadBelow > 0) {
        const quint32 below = row->unreadBelow;
        const quint32 from = std::max(m_first, below > kOlderAtOnce ? below - kOlderAtOnce : 1);
        return gatherOlder(from, below, std::make_shared<Segments>());
    }
    const quint32 next = row->number + 1;
    if (there->next <= next)
        return write();
    withToken([this, next, generation = row->generation](const QString &token) {
        m_api.segments(token, generation, next,
            then<Segments>([this, generation](const Segments &segments) { onNewer(generation, segments); }));
    });
}

/// What other devices wrote since, or this one without hearing that it was taken.
void Archivist::onNewer(quint32 generation, const Segments &segments)
{
    qint64 filled = 0;
    std::optional<Error> wrong;
    const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        auto row = m_context.store.archive.state();
        if (!row)
            return row.error();
        auto keys = ArchiveKeys::decode(row->keys.view());
        const auto head = digestIn(row->head);
        if (!keys || !head || row->generation != generation)
            return { Errc::Corrupt, QStringLiteral("an archive that cannot be read here") };
        recovery::SegmentReader reader(*keys, Chain(m_context.user(), row->generation, row->number + 1, *head));
        for (const QByteArray &segment : segments) {
            const auto header = archive::readSegmentHeader(crypto::viewOf(segment));
            const bool isNote = header && recovery::isKeyNote(*header);
            auto items = reader.take(crypto::viewOf(segment));
            if (!items || (!isNote && header->key < keys->newest())) {
                wrong = items ? givenUpKey() : items.error();
                break;
            }
            if (isNote) {
                const auto heeded = heed(crypto::viewOf(segment), *row, Noted::Last);
                if (!heeded) {
                    wrong = heeded.error();
                    break;
                }
                if (!*heeded) { // once the list has its giver
                    m_isListOld = true;
                    wrong = Error { Errc::KeyMissing, QStringLiteral("a note by a device that is in no list") };
                    break;
                }
                if (auto others = ArchiveKeys::decode(row->keys.view()))
                    *keys = *std::move(others);
            }
            auto taken = takeArchive(m_context, turn, *items);
            if (!taken)
                return taken.error();
            filled += *taken;
            row->number = reader.chain().next() - 1;
            row->head = crypto::toByteArray(reader.chain().head()->hash);
        }
        row->restored += filled;
        return m_context.store.archive.save(*row);
    });
    tellKeys();
    seeUnplaced();
    const auto row = m_context.store.archive.state();
    if (written && wrong && m_isListOld && m_context.clock.monotonicNow() - m_listAsked > kJustNow) {
        m_isBusy = false;
        return wake(kSoon); // with the list as it is then
    }
    if (written && row && wrong && wrong->code == Errc::KeyMissing && !m_isListOld && !isSealingAnew(*row))
        return seekKeys(row->number + 1);
    if (!written || wrong || segments.empty())
        return fail(!written ? written.error() : wrong.value_or(notTheSame()));
    placeAll();
    readOn();
}

void Archivist::gatherOlder(quint32 from, quint32 below, const std::shared_ptr<Segments> &gathered)
{
    const quint32 next = from + quint32(gathered->size());
    if (next >= below) {
        gathered->resize(below - from);
        return onOlder(from, *gathered);
    }
    withToken([this, from, below, next, gathered](const QString &token) {
        m_api.segments(token, m_info.present->generation, next,
            then<Segments>([this, from, below, gathered](const Segments &segments) {
                if (segments.empty())
                    return fail(notTheSame());
                gathered->insert(gathered->end(), segments.begin(), segments.end());
                gatherOlder(from, below, gathered);
            }));
    });
}

/// A few segments whose last one is known by its hash: the one above named it.
void Archivist::onOlder(quint32 from, const Segments &segments)
{
    std::optional<Error> wrong;
    const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        auto row = m_context.store.archive.state();
        if (!row)
            return row.error();
        auto keys = ArchiveKeys::decode(row->keys.view());
        if (!keys)
            return { Errc::Corrupt, QStringLiteral("archive keys that cannot be read") };
        const bool isTop
            = row->unreadBelow == row->number + 1; // by the relay's word alone, until it opens under the newest key
        const quint32 newest = keys->newest();
        recovery::SegmentReader reader(*keys, Chain(m_context.user(), row->generation, from, std::nullopt));
        std::vector<std::vector<recovery::ArchiveItem>> pages;
        quint32 lastKey = archive::kKeyNote;
        for (const QByteArray &segment : segments) {
            const auto header = archive::readSegmentHeader(crypto::viewOf(segment));
            lastKey = header ? header->key : lastKey;
            auto items = reader.take(crypto::viewOf(segment));
            if (!items) {
                wrong = items.error();
                return m_context.store.archive.save(*row); // with the keys that came
            }
            if (recovery::isKeyNote(*header)) {
                const auto heeded = heed(crypto::viewOf(segment), *row, isTop ? Noted::Last : Noted::Earlier);
                if (!heeded) {
                    wrong = heeded.error();
                    return {};
                }
                m_isListOld = m_isListOld || !*heeded;
                if (auto others = ArchiveKeys::decode(row->keys.view()))
                    *keys = *std::move(others);
            }
            pages.push_back(std::move(*items));
        }
        const auto head = reader.chain().head();
        const auto first = archive::readSegmentHeader(crypto::viewOf(segments.front()));
        if (!head || !first || crypto::toByteArray(head->hash) != row->unreadHead) {
            wrong = notTheSame();
            return {};
        }
        const bool isGood = lastKey == archive::kKeyNote ? isByOwnDevice(segments.back()) : lastKey >= newest;
        if (isTop && !isGood) {
            wrong = givenUpKey();
            return {};
        }
        for (auto page = pages.rbegin(); page != pages.rend(); ++page) {
            auto taken = takeArchive(m_context, turn, *page);
            if (!taken)
                return taken.error();
            row->restored += *taken;
        }
        row->unreadBelow = from > m_first ? from : 0;
        row->unreadHead = crypto::toByteArray(first->previous);
        m_state.restored = row->restored;
        m_state.isRestoring = row->unreadBelow > 0;
        return m_context.store.archive.save(*row);
    });
    if (written && wrong && wrong->code == Errc::KeyMissing)
        return seekKeys(m_first);
    if (!written || wrong)
        return fail(!written ? written.error() : *wrong);
    tellKeys();
    seeUnplaced();
    placeAll();
    publish();
    readOn();
}

} // namespace pc::session
