// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the first files of the corpora device_list, office, letter, linking and safety_code: seed_identity CORPUS

#include "core/identity/devicelist.h"
#include "core/identity/letter.h"
#include "core/identity/officelist.h"
#include "core/identity/safetycode.h"
#include "core/linking/linking.h"

#include <QDir>
#include <QFile>

using namespace pc;

namespace {

void write(const QString &folder, const QString &name, crypto::ByteView bytes)
{
    QDir().mkpath(folder);
    QFile file(folder + u'/' + name);
    if (file.open(QIODevice::WriteOnly))
        file.write(reinterpret_cast<const char *>(bytes.data()), qint64(bytes.size()));
}

identity::ListedDevice device(std::uint8_t number)
{
    identity::ListedDevice device;
    device.id = DeviceId { Uuid { { number } } };
    device.sealedName = crypto::Bytes(220, number);
    return device;
}

void writeList(const QString &folder)
{
    const auto key = *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    const UserId user { Uuid { { 2 } } };
    const UtcTime now = utcFromMilliseconds(1'795'000'000'000);
    identity::DeviceList list;
    const auto next = [&](const char *name, identity::ListAct act, std::uint8_t number) {
        const auto entry = makeListEntry(list, user, act, device(number), now, key);
        write(folder, QLatin1StringView(name), entry);
        return entry;
    };
    (void)list.append(next("begin", identity::ListAct::Begin, 1));
    next("add", identity::ListAct::Add, 3);
    next("rename", identity::ListAct::Rename, 1);
    next("revoke", identity::ListAct::Revoke, 1);
    next("begin_anew", identity::ListAct::Begin, 4);
    write(folder, QStringLiteral("kept"), list.encode());
}

void writeOffice(const QString &folder)
{
    const auto key = *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    const SchoolId school { Uuid { { 1 } } };
    const UtcTime now = utcFromMilliseconds(1'795'000'000'000);
    identity::OfficeList list;
    const auto next = [&](const char *name, identity::OfficeAct act, std::uint8_t number) {
        identity::OfficeMember member;
        member.user = UserId { Uuid { { number } } };
        std::ranges::copy(key.publicKey(), member.accountKey.begin());
        const auto entry = makeOfficeEntry(list, school, act, member, now, key);
        write(folder, QLatin1StringView(name), entry);
        return entry;
    };
    (void)list.append(next("begin", identity::OfficeAct::Begin, 2));
    (void)list.append(next("add", identity::OfficeAct::Add, 3));
    next("remove", identity::OfficeAct::Remove, 3);
    write(folder, QStringLiteral("kept"), list.encode());
    write(folder, QStringLiteral("word"),
        identity::makeOfficeWord({ school, UserId { Uuid { { 5 } } }, {}, 1, QStringLiteral("Ada Okafor"),
                                     QStringLiteral("Lehrerin, 3B"), now, {} },
            key));
}

void writeLinking(const QString &folder)
{
    const UserId user { Uuid { { 1 } } };
    linking::NewDeviceLink fresh(user, { DeviceId { Uuid { { 2 } } }, {}, {}, QStringLiteral("Küche") },
        linking::WordLanguage::Spanish, crypto::systemRandom());
    auto old = linking::OldDeviceLink::take(user, fresh.offer(), {}, crypto::systemRandom());
    write(folder, QStringLiteral("picture"), crypto::bytesOf(fresh.picture().toStdString()));
    write(folder, QStringLiteral("offer"), fresh.offer());
    write(folder, QStringLiteral("answer"), old->answer());
    const auto reveal = fresh.takeAnswer(old->answer());
    write(folder, QStringLiteral("reveal"), *reveal);
    (void)old->takeReveal(*reveal);
    write(folder, QStringLiteral("gift"), *old->give({ crypto::WipingBytes(32), crypto::WipingBytes(32), 1, {} }));
}

/// Of the two people whom fuzz_safety_code knows.
void writeSafetyCode(const QString &folder)
{
    const identity::SafetyParty me { UserId { Uuid { { 1 } } }, { 2 } };
    const identity::SafetyParty them { UserId { Uuid { { 3 } } }, { 4 } };
    const identity::SafetyParty other { UserId { Uuid { { 3 } } }, { 5 } };
    const auto picture = [&](const char *name, const identity::SafetyCode &code) {
        write(folder, QLatin1StringView(name), crypto::bytesOf(code.picture().toStdString()));
    };
    picture("theirs", { them, me });
    picture("own", { me, them });
    picture("other_key", { other, me });
    write(folder, QStringLiteral("newer"), crypto::bytesOf("PCSAFE2.AAAA"));
}

void writeLetter(const QString &folder)
{
    const auto key = *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    identity::Letter letter;
    letter.id = identity::LetterId { Uuid { { 5 } } };
    letter.school = SchoolId { Uuid { { 1 } } };
    letter.person = UserId { Uuid { { 2 } } };
    letter.name = QStringLiteral("Jana");
    letter.label = QStringLiteral("Mother of Mateo");
    letter.code = crypto::SecretBytes::copyOf(QByteArrayView("AAAAAAAAAAAAAAAAAAAAAA"));
    letter.token.secret = crypto::SecretBytes(qsizetype(identity::kLetterSecretBytes));
    letter.written = letter.expires = utcFromMilliseconds(1'795'000'000'000);
    write(folder, QStringLiteral("sealed"), identity::sealLetter(letter, key, crypto::systemRandom()));
    write(folder, QStringLiteral("token"), crypto::bytesOf(identity::letterTokenText(letter.token).toStdString()));
    write(folder, QStringLiteral("proof"),
        identity::makeLetterProof(letter.token.secret, letter.school, letter.person, { 5 }));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        return 1;
    const QString corpus = QString::fromLocal8Bit(argv[1]);
    writeList(corpus + QStringLiteral("/device_list"));
    writeOffice(corpus + QStringLiteral("/office"));
    writeLetter(corpus + QStringLiteral("/letter"));
    writeLinking(corpus + QStringLiteral("/linking"));
    writeSafetyCode(corpus + QStringLiteral("/safety_code"));
    return 0;
}
