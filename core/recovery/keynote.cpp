// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/recovery/keynote.h"

#include "core/crypto/hpke.h"
#include "core/mls_public/codec.h"

#include <algorithm>
#include <utility>

namespace pc::recovery {

namespace {

using NotedId = std::array<std::uint8_t, 16>;

constexpr std::uint8_t kNoteVersion = 1;
constexpr std::string_view kNoteLabel = "pc/archive/keys/1";

struct NoteEntry
{
    NotedId device {};
    crypto::X25519PublicKey enc {};
    crypto::Bytes sealed;

    static void fields(auto &io, auto &self) { io(self.device, self.enc, self.sealed); }
};

struct NoteFields
{
    std::uint8_t version = kNoteVersion;
    std::uint32_t newest = 0;
    std::uint32_t list = 0;
    NotedId giver {};
    std::vector<NoteEntry> devices;
    crypto::Ed25519Signature signature {};

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.newest, self.list, self.giver, self.devices, self.signature);
    }
};

crypto::HpkeAgreement agreementFor(crypto::ByteView header, const NotedId &giver, const NotedId &device)
{
    return { crypto::chaCha20Poly1305(),
        crypto::concat({ crypto::bytesOf(kNoteLabel), header.first(archive::kSegmentHeaderBytes), giver, device }) };
}

crypto::Bytes signedNote(crypto::ByteView segment)
{
    return crypto::concat(
        { crypto::bytesOf(kNoteLabel), segment.first(segment.size() - crypto::kEd25519SignatureBytes) });
}

Error notANote()
{
    return { Errc::Invalid, QStringLiteral("no note of an archive's keys") };
}

struct ReadNote
{
    archive::SegmentHeader header;
    NoteFields fields;
};

Result<ReadNote> noteIn(crypto::ByteView segment)
{
    const auto header = archive::readSegmentHeader(segment);
    if (!header)
        return header.error();
    const crypto::ByteView body = segment.subspan(archive::kSegmentHeaderBytes);
    if (!isKeyNote(*header))
        return notANote();
    if (body.front() > kNoteVersion)
        return { Errc::NewerVersion, QStringLiteral("a note of a newer version") };
    auto fields = mls::decode<NoteFields>(body, { archive::kMostSegmentBytes, archive::kMostSegmentBytes, 4 });
    const bool isNote = fields && fields->version == kNoteVersion && fields->newest > 0
        && fields->devices.size() <= kMostNotedDevices;
    if (!isNote)
        return notANote();
    return ReadNote { *header, *std::move(fields) };
}

} // namespace

bool KeyNote::names(DeviceId device) const
{
    return std::ranges::find(devices, device) != devices.end();
}

crypto::Bytes makeKeyNote(const archive::Chain &chain, const ArchiveKeys &keys, const std::vector<NotedDevice> &devices,
    const NoteGiver &giver, crypto::RandomSource &random)
{
    Q_ASSERT(!keys.isEmpty() && devices.size() <= kMostNotedDevices);
    const crypto::Bytes header = archive::encode(chain.nextHeader(archive::kKeyNote));
    const crypto::WipingBytes secret = keys.encode();
    NoteFields fields { kNoteVersion, keys.newest(), giver.list, giver.device.raw().bytes, {}, {} };
    for (const NotedDevice &device : devices) {
        NoteEntry entry { device.id.raw().bytes, {}, {} };
        const auto agreement = agreementFor(header, fields.giver, entry.device);
        if (auto sealed = crypto::hpkeSeal(agreement, device.boxKey, {}, secret.view(), random)) {
            entry.enc = sealed->enc;
            entry.sealed = std::move(sealed->ciphertext);
        }
        fields.devices.push_back(std::move(entry));
    }
    crypto::Bytes note = crypto::concat({ header, mls::encode(fields) });
    const auto signature = giver.leafKey.sign(signedNote(note));
    std::ranges::copy(signature, note.end() - std::ptrdiff_t(signature.size()));
    return note;
}

Result<KeyNote> readKeyNote(crypto::ByteView segment)
{
    const auto read = noteIn(segment);
    if (!read)
        return read.error();
    KeyNote note { read->header, read->fields.newest, read->fields.list, DeviceId { Uuid { read->fields.giver } }, {} };
    for (const NoteEntry &entry : read->fields.devices)
        note.devices.push_back(DeviceId { Uuid { entry.device } });
    return note;
}

bool isNoteSignedBy(crypto::ByteView segment, crypto::ByteView leafKey)
{
    if (segment.size() < archive::kSegmentHeaderBytes + crypto::kEd25519SignatureBytes)
        return false;
    return crypto::ed25519Verify(leafKey, signedNote(segment), segment.last(crypto::kEd25519SignatureBytes));
}

Result<ArchiveKeys> openKeyNote(crypto::ByteView segment, DeviceId device, const crypto::X25519KeyPair &box)
{
    const auto read = noteIn(segment);
    if (!read)
        return read.error();
    const NotedId own = device.raw().bytes;
    const auto entry = std::ranges::find(read->fields.devices, own, &NoteEntry::device);
    if (entry == read->fields.devices.end() || entry->sealed.empty() || box.privateKey.isEmpty())
        return { Errc::KeyMissing, QStringLiteral("a note that gives this device no keys") };
    const auto opened
        = crypto::hpkeOpen(agreementFor(segment, read->fields.giver, own), box, entry->enc, {}, entry->sealed);
    if (!opened)
        return { Errc::Corrupt, QStringLiteral("a note that does not open") };
    auto keys = ArchiveKeys::decode(opened->view());
    if (keys && keys->newest() != read->fields.newest)
        return { Errc::Corrupt, QStringLiteral("a note of other keys than it says") };
    return keys;
}

} // namespace pc::recovery
