// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/officelist.h"

#include "core/mls_public/codec.h"

#include <QStringConverter>

#include <algorithm>

namespace pc::identity {

namespace {

constexpr std::uint8_t kOfficeVersion = 1;
constexpr std::string_view kOfficeLabel = "pc/office-list/1";
constexpr std::string_view kWordLabel = "pc/office-word/1";
constexpr std::uint64_t kLastOfficeMillisecond = 253'402'300'799'999; ///< Of the year 9999.

using OfficeId = std::array<std::uint8_t, 16>;

struct OfficeEntry
{
    std::uint8_t version = kOfficeVersion;
    OfficeId school {};
    std::uint32_t number = 0;
    crypto::Digest previous {};
    std::uint64_t issued = 0; ///< ms since 1970, by the relay's clock.
    OfficeAct act = OfficeAct::Begin;
    OfficeId user {};
    crypto::Ed25519PublicKey accountKey {};
    crypto::Ed25519PublicKey signer {};
    crypto::Ed25519Signature signature {};

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.school, self.number, self.previous, self.issued, self.act, self.user, self.accountKey,
            self.signer, self.signature);
    }
};

struct KeptMember
{
    OfficeId user {};
    crypto::Ed25519PublicKey accountKey {};
    std::uint64_t added = 0;
    std::uint64_t removed = 0; ///< 0: they are in it.

    static void fields(auto &io, auto &self) { io(self.user, self.accountKey, self.added, self.removed); }
};

struct KeptOffice
{
    std::uint8_t version = kOfficeVersion;
    OfficeId school {};
    std::uint32_t number = 0;
    crypto::Digest head {};
    std::vector<KeptMember> members;

    static void fields(auto &io, auto &self) { io(self.version, self.school, self.number, self.head, self.members); }
};

struct WordFields
{
    std::uint8_t version = kOfficeVersion;
    OfficeId school {};
    OfficeId user {};
    crypto::Ed25519PublicKey accountKey {};
    std::uint8_t role = 0;
    crypto::Bytes name;
    crypto::Bytes label;
    std::uint64_t issued = 0;
    crypto::Ed25519PublicKey signer {};
    crypto::Ed25519Signature signature {};

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.school, self.user, self.accountKey, self.role, self.name, self.label, self.issued,
            self.signer, self.signature);
    }
};

Error noOffice(const char *why)
{
    return { Errc::Invalid, QLatin1StringView(why) };
}

crypto::Bytes signedOffice(std::string_view label, crypto::ByteView bytes)
{
    return crypto::concat({ crypto::bytesOf(label), bytes.first(bytes.size() - crypto::kEd25519SignatureBytes) });
}

/// Cut where it is too long.
crypto::Bytes utf8Of(QString text)
{
    while (std::size_t(text.toUtf8().size()) > kMostOfficeTextBytes)
        text.chop(1);
    const QByteArray utf8 = text.toUtf8();
    return { utf8.begin(), utf8.end() };
}

std::optional<QString> textOf(const crypto::Bytes &utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(QByteArrayView(utf8.data(), qsizetype(utf8.size())));
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

template<typename T>
Result<T> decodeOffice(crypto::ByteView bytes, std::size_t most)
{
    if (bytes.empty())
        return noOffice("nothing of an office");
    if (bytes.front() > kOfficeVersion)
        return { Errc::NewerVersion, QStringLiteral("an office's word of a newer version") };
    auto value = mls::decode<T>(bytes, { most, kMostOfficeMembers, 4 });
    if (!value || value->version != kOfficeVersion)
        return noOffice("nothing of an office");
    return *std::move(value);
}

template<typename T>
crypto::Bytes signedBytes(T &fields, std::string_view label, const crypto::Ed25519Key &signer)
{
    std::ranges::copy(signer.publicKey(), fields.signer.begin());
    const crypto::Bytes unsignedBytes = mls::encode(fields);
    fields.signature = signer.sign(signedOffice(label, unsignedBytes));
    return mls::encode(fields);
}

} // namespace

struct OfficeCodec
{
    static Result<void> follow(OfficeList &list, const OfficeEntry &entry)
    {
        const UserId user { Uuid { entry.user } };
        const UtcTime time = utcFromMilliseconds(qint64(entry.issued));
        const auto there = std::ranges::find_if(
            list.m_members, [user](const OfficeMember &member) { return member.user == user && !member.removed; });
        switch (entry.act) {
        case OfficeAct::Begin:
            if (!list.isEmpty() || entry.accountKey != entry.signer)
                return noOffice("an office begins once, with who begins it");
            break;
        case OfficeAct::Add:
            break;
        case OfficeAct::Remove:
            if (there == list.m_members.end())
                return noOffice("somebody who is not in this office");
            if (std::ranges::count_if(list.m_members, [](const OfficeMember &member) { return !member.removed; }) == 1)
                return noOffice("the last one of an office stays");
            there->removed = time;
            return {};
        default:
            return noOffice("an unknown act of an office");
        }
        if (there != list.m_members.end())
            there->removed = time; // under the key that they had
        if (list.m_members.size() >= kMostOfficeMembers)
            return noOffice("too many in an office");
        list.m_members.push_back({ user, entry.accountKey, time, {} });
        return {};
    }

    static KeptOffice kept(const OfficeList &list)
    {
        KeptOffice kept { kOfficeVersion, list.m_school.raw().bytes, list.m_number, list.m_head, {} };
        for (const OfficeMember &member : list.m_members) {
            kept.members.push_back(
                { member.user.raw().bytes, member.accountKey, std::uint64_t(toMilliseconds(member.added)),
                    member.removed ? std::uint64_t(toMilliseconds(*member.removed)) : 0 });
        }
        return kept;
    }

    static OfficeList listOf(const KeptOffice &kept)
    {
        OfficeList list;
        list.m_school = SchoolId { Uuid { kept.school } };
        list.m_number = kept.number;
        list.m_head = kept.head;
        for (const KeptMember &member : kept.members) {
            list.m_members.push_back(
                { UserId { Uuid { member.user } }, member.accountKey, utcFromMilliseconds(qint64(member.added)),
                    member.removed ? std::optional(utcFromMilliseconds(qint64(member.removed))) : std::nullopt });
        }
        return list;
    }
};

Result<void> OfficeList::append(crypto::ByteView bytes)
{
    const auto entry = decodeOffice<OfficeEntry>(bytes, kMostOfficeEntryBytes);
    if (!entry)
        return entry.error();
    const SchoolId school { Uuid { entry->school } };
    if (school.raw().isNull() || Uuid { entry->user }.isNull() || (!isEmpty() && school != m_school))
        return noOffice("an entry of another office");
    if (entry->number > kMostOfficeEntries || entry->issued == 0 || entry->issued > kLastOfficeMillisecond)
        return noOffice("an entry of an office that cannot be");
    if (entry->number != m_number + 1 || entry->previous != m_head || (isEmpty() && entry->act != OfficeAct::Begin))
        return { Errc::Conflict, QStringLiteral("not the next entry of this office") };
    if (!crypto::ed25519Verify(entry->signer, signedOffice(kOfficeLabel, bytes), entry->signature))
        return { Errc::Corrupt, QStringLiteral("an entry that its signer did not sign") };
    if (!isEmpty() && !speaks(entry->signer))
        return { Errc::Forbidden, QStringLiteral("an entry by who does not speak for this office") };
    OfficeList next = *this;
    if (auto followed = OfficeCodec::follow(next, *entry); !followed)
        return followed;
    next.m_school = school;
    next.m_number = entry->number;
    next.m_head = crypto::sha256Of(bytes);
    *this = std::move(next);
    return {};
}

bool OfficeList::speaks(const crypto::Ed25519PublicKey &accountKey) const
{
    return std::ranges::any_of(
        m_members, [&](const OfficeMember &member) { return !member.removed && member.accountKey == accountKey; });
}

crypto::Bytes OfficeList::encode() const
{
    return mls::encode(OfficeCodec::kept(*this));
}

Result<OfficeList> OfficeList::decode(crypto::ByteView bytes)
{
    const auto kept = decodeOffice<KeptOffice>(bytes, kMostOfficeMembers * kMostOfficeEntryBytes);
    return kept ? OfficeCodec::listOf(*kept) : Result<OfficeList>(kept.error());
}

crypto::Bytes makeOfficeEntry(const OfficeList &list, SchoolId school, OfficeAct act, const OfficeMember &member,
    UtcTime now, const crypto::Ed25519Key &signer)
{
    OfficeEntry entry;
    entry.school = school.raw().bytes;
    entry.number = list.number() + 1;
    entry.previous = list.head();
    entry.issued = std::uint64_t(toMilliseconds(now));
    entry.act = act;
    entry.user = member.user.raw().bytes;
    if (act != OfficeAct::Remove)
        entry.accountKey = member.accountKey;
    return signedBytes(entry, kOfficeLabel, signer);
}

crypto::Bytes makeOfficeWord(OfficeWord word, const crypto::Ed25519Key &signer)
{
    WordFields fields;
    fields.school = word.school.raw().bytes;
    fields.user = word.user.raw().bytes;
    fields.accountKey = word.accountKey;
    fields.role = word.role;
    fields.name = utf8Of(word.name);
    fields.label = utf8Of(word.label);
    fields.issued = std::uint64_t(toMilliseconds(word.issued));
    return signedBytes(fields, kWordLabel, signer);
}

Result<OfficeWord> readOfficeWord(crypto::ByteView bytes)
{
    const auto fields = decodeOffice<WordFields>(bytes, kMostOfficeWordBytes);
    if (!fields)
        return fields.error();
    const Uuid school { fields->school };
    const Uuid user { fields->user };
    if (school.isNull() || user.isNull() || fields->issued > kLastOfficeMillisecond
        || fields->name.size() > kMostOfficeTextBytes || fields->label.size() > kMostOfficeTextBytes)
        return noOffice("an office's word that cannot be");
    if (!crypto::ed25519Verify(fields->signer, signedOffice(kWordLabel, bytes), fields->signature))
        return { Errc::Corrupt, QStringLiteral("an office's word that its signer did not sign") };
    const auto name = textOf(fields->name);
    const auto label = textOf(fields->label);
    if (!name || !label)
        return noOffice("an office's word that is no text");
    return OfficeWord { SchoolId { school }, UserId { user }, fields->accountKey, fields->role, *name, *label,
        utcFromMilliseconds(qint64(fields->issued)), fields->signer };
}

} // namespace pc::identity
