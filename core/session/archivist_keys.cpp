// SPDX-License-Identifier: GPL-3.0-or-later
// Archivist: which key seals, and which of this person's devices have it (recovery/keynote.h).
//
// Every generation begins with a note, and another one follows when a device came in or was taken out; after one was taken out, with
// another key. That is read off the person's device list and off the last note, so that whichever device writes next does it, and
// whoever loses the answer, or dies, finds in the chain whether it was done.

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "core/groups/deviceidentity.h"
#include "core/identity/devicelist.h"
#include "core/recovery/keynote.h"
#include "core/session/archivist.h"

#include <QtEndian>

#include <algorithm>
#include <set>
#include <utility>

namespace pc::session {

using archive::Chain;
using recovery::ArchiveKeys;

namespace {

/// A setting of the store: the last note that was heeded, as LastNote has it, integers as u32, big-endian, and the ids after them.
const QString kLastNote = QStringLiteral("archive-last-note");
constexpr qsizetype kNumberBytes = 4;
constexpr qsizetype kNoteHeadBytes = 3 * kNumberBytes;
constexpr qsizetype kNotedIdBytes = 16;

struct LastNote
{
    quint32 list = 0;
    quint32 generation = 0; ///< Of the first note of a generation: which one, and the key that it begins with.
    quint32 firstKey = 0;
    std::set<DeviceId> devices;
};

LastNote lastNote(store::Store &store)
{
    LastNote last;
    const auto value = store.settings.value(kLastNote);
    if (!value || !*value || (*value)->size() < kNoteHeadBytes)
        return last;
    const char *bytes = (*value)->constData();
    last.list = qFromBigEndian<quint32>(bytes);
    last.generation = qFromBigEndian<quint32>(bytes + kNumberBytes);
    last.firstKey = qFromBigEndian<quint32>(bytes + 2 * kNumberBytes);
    for (qsizetype at = kNoteHeadBytes; at + kNotedIdBytes <= (*value)->size(); at += kNotedIdBytes) {
        if (const auto id = idFromBytes<DeviceId>((*value)->mid(at, kNotedIdBytes)))
            last.devices.insert(*id);
    }
    return last;
}

Result<void> keepNote(store::Store &store, const recovery::KeyNote &note, bool isLast)
{
    LastNote last = lastNote(store);
    if (note.header.number == 1) {
        last.generation = note.header.generation;
        last.firstKey = note.newest;
    }
    if (isLast || last.devices.empty()) {
        last.list = note.list;
        last.devices = { note.devices.begin(), note.devices.end() };
    }
    QByteArray value(kNoteHeadBytes, '\0');
    qToBigEndian(last.list, value.data());
    qToBigEndian(last.generation, value.data() + kNumberBytes);
    qToBigEndian(last.firstKey, value.data() + 2 * kNumberBytes);
    for (const DeviceId device : last.devices)
        value += device.raw().toByteArray();
    return store.settings.setValue(kLastNote, value);
}

} // namespace

/// The longer of the two lists that this device has: the one that it said something to, and the one that it judges its own devices by.
identity::DeviceList Archivist::ownDevices() const
{
    identity::DeviceList list;
    if (const auto entries = m_context.store.deviceKeys.ownList()) {
        for (const QByteArray &entry : *entries)
            (void)list.append(crypto::viewOf(entry));
    }
    const auto followed = m_context.accounts.list(m_context.user());
    return followed && (*followed)->number() > list.number() ? **followed : list;
}

/// Whether no other device is linked.
bool Archivist::isAlone() const
{
    const identity::DeviceList list = ownDevices();
    const auto linked
        = std::ranges::count_if(list.devices(), [](const identity::ListedDevice &device) { return !device.revoked; });
    return linked == 1 && list.isLinked(m_context.self.device);
}

void Archivist::devicesChanged()
{
    m_isListOld = true;
    saveNow();
}

/// The next segment, where it is to be a note; empty where it is not. `isMore`: something is to be saved.
Result<crypto::Bytes> Archivist::noteDue(const store::ArchiveRow &row, const Chain &chain, bool isMore) const
{
    const identity::DeviceList list = ownDevices();
    const auto identity = groups::loadDeviceIdentity(m_context.store);
    if (!identity)
        return identity.error();
    if (!*identity || (*identity)->boxKey.privateKey.isEmpty() || !list.isLinked(m_context.self.device))
        return crypto::Bytes();
    const LastNote last = lastNote(m_context.store);
    if (list.number() < last.list)
        return crypto::Bytes(); // whoever was taken out since would be given the key again
    std::vector<recovery::NotedDevice> linked;
    bool isOneOut = false;
    bool isOneIn = last.devices.empty();
    for (const identity::ListedDevice &device : list.devices()) {
        const bool wasNoted = last.devices.contains(device.id);
        if (!device.revoked)
            linked.push_back({ device.id, device.boxKey });
        isOneIn = isOneIn || (!device.revoked && !wasNoted);
        isOneOut = isOneOut || (device.revoked && (wasNoted || last.devices.empty()));
    }
    const bool isDue = isOneOut || (chain.next() == 1 ? isMore : isOneIn);
    if (!isDue)
        return crypto::Bytes();
    auto keys = ArchiveKeys::decode(row.keys.view());
    if (!keys)
        return keys.error();
    if (isOneOut)
        keys->rotate(m_keys);
    if (chain.next() == 1)
        keys->forgetBelow(keys->newest()); // no other one seals anything in this generation
    return recovery::makeKeyNote(
        chain, *keys, linked, { m_context.self.device, (*identity)->leafKey, list.number() }, m_keys);
}

/// What a note in the chain says. False: its giver is in no list that is known here, or goes by a longer one. Whoever was taken out
/// since is not heeded: there is another note by who took them out, or one is due.
Result<bool> Archivist::heed(crypto::ByteView segment, store::ArchiveRow &row, Noted noted)
{
    const auto note = recovery::readKeyNote(segment);
    if (!note)
        return note.error();
    const identity::DeviceList list = ownDevices();
    const identity::ListedDevice *giver = list.find(note->giver);
    const bool isOut = giver && giver->revoked;
    if (!giver || (!isOut && list.number() < note->list))
        return false; // what came since may speak against it
    if (!recovery::isNoteSignedBy(segment, giver->leafKey))
        return { Errc::Corrupt, QStringLiteral("a note that its giver did not sign") };
    if (isOut)
        return true;
    if (auto kept = keepNote(m_context.store, *note, noted == Noted::Last); !kept)
        return kept.error();
    const auto identity = groups::loadDeviceIdentity(m_context.store);
    if (!identity)
        return identity.error();
    if (!*identity)
        return true;
    const auto given = recovery::openKeyNote(segment, m_context.self.device, (*identity)->boxKey);
    if (!given)
        return true; // not for this device: what it cannot open then says so
    auto keys = row.keys.isEmpty() ? Result<ArchiveKeys>(ArchiveKeys()) : ArchiveKeys::decode(row.keys.view());
    if (!keys)
        return keys.error();
    const ArchiveKeys before = keys->copy();
    keys->adopt(*given);
    if (*keys == before)
        return true;
    row.keys = keys->encode();
    m_hasOtherKeys = true;
    return true;
}

/// Nothing of the generation that counts is sealed by an earlier key than the one that it began with.
void Archivist::forgetOldKeys(store::ArchiveRow &row)
{
    const LastNote last = lastNote(m_context.store);
    auto keys = ArchiveKeys::decode(row.keys.view());
    if (!keys || last.generation != row.generation || keys->oldest() >= last.firstKey)
        return;
    keys->forgetBelow(last.firstKey);
    row.keys = keys->encode();
    m_hasOtherKeys = true;
}

/// After the commit: the recovery sheet is to open the new ones, too.
void Archivist::tellKeys()
{
    if (std::exchange(m_hasOtherKeys, false) && m_onKeys)
        m_onKeys();
}

// ---- Without the key

/// Something is sealed by a key that is not here: somewhere above there may be a note that gives it to this device.
void Archivist::seekKeys(quint32 from)
{
    const link::ArchiveGeneration present = *m_info.present;
    const quint32 next = std::max({ from, present.first, m_soughtIn == present.generation ? m_soughtUpTo : 0 });
    m_soughtIn = present.generation;
    m_soughtUpTo = next;
    if (next >= present.next)
        return onSought();
    withToken([this, next, generation = present.generation](const QString &token) {
        m_api.segments(token, generation, next, then<Segments>([this, next](const Segments &segments) {
            if (segments.empty())
                return fail(notTheSame());
            for (const QByteArray &segment : segments) {
                const auto note = recovery::readKeyNote(crypto::viewOf(segment));
                if (note && note->names(m_context.self.device) && isByOwnDevice(segment))
                    m_note = segment;
            }
            seekKeys(next + quint32(segments.size()));
        }));
    });
}

bool Archivist::isByOwnDevice(const QByteArray &segment) const
{
    const auto note = recovery::readKeyNote(crypto::viewOf(segment));
    if (!note || note->header.user != m_context.user())
        return false;
    const identity::DeviceList list = ownDevices();
    const identity::ListedDevice *giver = list.find(note->giver);
    return giver && !giver->revoked && recovery::isNoteSignedBy(crypto::viewOf(segment), giver->leafKey);
}

void Archivist::lackKey()
{
    m_lacksKey = true;
    m_state.trouble = Errc::KeyMissing;
    rest();
}

/// The last note there is counts as the newest segment that was read: above it everything opens, and what is below is read from
/// there backwards, since it names what is before it.
void Archivist::onSought()
{
    const QByteArray segment = std::exchange(m_note, {});
    if (segment.isEmpty())
        return lackKey();
    const crypto::ByteView bytes = crypto::viewOf(segment);
    bool isHeeded = false;
    const auto saved = save([&](store::ArchiveRow &row) {
        const auto header = archive::readSegmentHeader(bytes);
        const auto heeded = heed(bytes, row, Noted::Last);
        if (!header || header->generation != m_info.present->generation || !heeded || !*heeded)
            return;
        isHeeded = m_hasOtherKeys;
        if (row.generation == header->generation && row.number > header->number)
            return; // from there on all is read
        isHeeded = true;
        row.generation = header->generation;
        row.number = header->number;
        row.head = crypto::toByteArray(crypto::sha256Of(bytes));
        row.unreadBelow = header->number;
        row.unreadHead = crypto::toByteArray(header->previous);
    });
    if (!saved)
        return fail(saved.error());
    tellKeys();
    if (!isHeeded)
        return lackKey();
    readOn();
}

} // namespace pc::session
