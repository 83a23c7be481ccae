// SPDX-License-Identifier: GPL-3.0-or-later
// Archivist: what other devices brought there, and where a new device begins.

#include "core/crypto/qtbytes.h"
#include "core/identity/devicelist.h"
#include "core/session/archivist.h"

#include <algorithm>
#include <utility>

namespace pc::session {

using archive::Chain;
using recovery::ArchiveKeys;

namespace {

constexpr quint32 kOlderAtOnce = 8; // segments

Error notTheSame()
{
    return { Errc::Corrupt, QStringLiteral("the relay shows another archive than the one that is known") };
}

} // namespace

/// Which generation is read and written, by what this device knows of it. False: there is nothing to do.
bool Archivist::decide(const Info &info, store::ArchiveRow &row, bool &isAll)
{
    const auto begin = [&](quint32 generation) {
        row.generation = generation;
        row.number = 0;
        row.head = crypto::toByteArray(crypto::Digest {});
        row.unreadBelow = 0;
    };
    if (!info.present) {
        if (row.keys.isEmpty())
            row.keys = ArchiveKeys::begin(m_keys).encode();
        if (row.generation != info.last + 1)
            begin(info.last + 1);
        return true;
    }
    if (row.keys.isEmpty() && isAlone()) { // nobody has what opens the one that is there
        row.keys = ArchiveKeys::begin(m_keys).encode();
        begin(info.last + 1);
        isAll = true;
        return true;
    }
    if (row.keys.isEmpty()) {
        m_state.trouble = Errc::KeyMissing;
        return false;
    }
    const link::ArchiveGeneration &present = *info.present;
    const bool isBeside = info.beside && row.generation == info.beside->generation;
    const bool isNext = row.generation == info.last + 1; // begun here, and nothing of it is there yet
    if (isBeside || isNext)
        return true;
    if (row.generation == present.generation) {
        const bool isRead = row.unreadBelow == 0 && row.number + 1 >= present.next;
        const bool isTheSame = row.number + 1 == present.next && row.head == present.head;
        const auto keys = ArchiveKeys::decode(row.keys.view());
        const bool isRotated = keys && keys->oldest() < keys->newest();
        // Sealed anew as a whole, and in place of an older one than was seen: a relay that came back from a backup.
        if (isRead && (isRotated || !isTheSame)) {
            begin(info.last + 1);
            isAll = true;
        }
        return true;
    }
    // Another one than was known, or none was: from its end backwards.
    row.generation = present.generation;
    row.number = present.next - 1;
    row.head = present.head;
    row.unreadBelow = present.next > present.first ? present.next : 0;
    row.unreadHead = present.head;
    return true;
}

/// Whether no other device is linked, by the own list as it was known last.
bool Archivist::isAlone() const
{
    const auto entries = m_context.store.deviceKeys.ownList();
    identity::DeviceList list;
    if (!entries)
        return false;
    for (const QByteArray &entry : *entries)
        (void)list.append(crypto::viewOf(entry));
    const auto linked
        = std::ranges::count_if(list.devices(), [](const identity::ListedDevice &device) { return !device.revoked; });
    return linked == 1 && list.isLinked(m_context.self.device);
}

void Archivist::readOn()
{
    auto row = m_context.store.archive.state();
    if (!row)
        return fail(row.error());
    const auto &present = m_info.present;
    if (!present || row->generation != present->generation)
        return write(); // one of its own, which nobody else writes to
    m_first = present->first;
    if (row->unreadBelow > 0 && row->unreadBelow <= present->first) {
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
    if (present->next <= next)
        return write();
    withToken([this, next, generation = row->generation](const QString &token) {
        m_api.segments(
            token, generation, next, then<Segments>([this](const Segments &segments) { onNewer(segments); }));
    });
}

/// What other devices wrote since.
void Archivist::onNewer(const Segments &segments)
{
    qint64 filled = 0;
    std::optional<Error> wrong;
    const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        auto row = m_context.store.archive.state();
        if (!row)
            return row.error();
        const auto keys = ArchiveKeys::decode(row->keys.view());
        const auto head = digestIn(row->head);
        if (!keys || !head)
            return { Errc::Corrupt, QStringLiteral("an archive that cannot be read here") };
        recovery::SegmentReader reader(*keys, Chain(m_context.user(), row->generation, row->number + 1, *head));
        for (const QByteArray &segment : segments) {
            auto items = reader.take(crypto::viewOf(segment));
            if (!items) {
                wrong = items.error();
                break;
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
    if (!written || wrong || segments.empty())
        return fail(!written ? written.error() : wrong.value_or(notTheSame()));
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
        const auto keys = ArchiveKeys::decode(row->keys.view());
        if (!keys)
            return { Errc::Corrupt, QStringLiteral("archive keys that cannot be read") };
        recovery::SegmentReader reader(*keys, Chain(m_context.user(), row->generation, from, std::nullopt));
        std::vector<std::vector<recovery::ArchiveItem>> pages;
        for (const QByteArray &segment : segments) {
            auto items = reader.take(crypto::viewOf(segment));
            if (!items) {
                wrong = items.error();
                return {};
            }
            pages.push_back(std::move(*items));
        }
        const auto head = reader.chain().head();
        const auto first = archive::readSegmentHeader(crypto::viewOf(segments.front()));
        if (!head || !first || crypto::toByteArray(head->hash) != row->unreadHead) {
            wrong = notTheSame();
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
    if (!written || wrong)
        return fail(!written ? written.error() : *wrong);
    seeUnplaced();
    placeAll();
    publish();
    readOn();
}

} // namespace pc::session
