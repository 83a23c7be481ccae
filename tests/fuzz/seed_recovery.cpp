// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the first files of the corpora archive_segment, key_note and recovery_blob: seed_recovery CORPUS. What the fuzz targets open is sealed
// by the keys that they have.

#include "core/recovery/keynote.h"
#include "core/recovery/recoveryblob.h"
#include "core/recovery/segment.h"

#include <QDir>
#include <QFile>

using namespace pc;
using namespace pc::recovery;

namespace {

constexpr UserId kUser { Uuid { { 1 } } };
constexpr ConversationId kTalk { Uuid { { 3 } } };

/// As in fuzz_archive_segment.cpp.
class Counting final : public crypto::RandomSource
{
public:
    void fill(crypto::MutableByteView out) override
    {
        for (std::uint8_t &byte : out)
            byte = ++m_last;
    }

private:
    std::uint8_t m_last = 0;
};

void write(const QString &folder, const char *name, crypto::ByteView bytes)
{
    QDir().mkpath(folder);
    QFile file(folder + u'/' + QLatin1StringView(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(reinterpret_cast<const char *>(bytes.data()), qint64(bytes.size()));
}

std::vector<ArchiveItem> items()
{
    ArchivedMessage message;
    message.message.id = MessageId { Uuid { { 9 } } };
    message.message.conversation = kTalk;
    message.message.sender = kUser;
    message.message.seq = Seq { 2 };
    message.message.outgoing = true;
    message.message.content.text = QStringLiteral("Hola");
    return { ArchivedConversation { kTalk, chat::ConversationKind::Class, QStringLiteral("3B"), Seq { 1 }, Seq { 1 },
                 { utcFromMilliseconds(9), true, false }, false, utcFromMilliseconds(8) },
        ArchivedPerson { { kUser, {}, QStringLiteral("Ana"), people::Role::Staff, {} } }, message,
        ArchivedMarks { kTalk, Seq { 2 }, { Seq { 1 }, Seq { 1 } } },
        ArchivedSilence { kTalk, Seq { 3 }, Seq { 4 }, true }, ArchivedRemoval { kTalk, message.message.id },
        UnknownItem { 99, { 1 } } };
}

void writeSegments(const QString &folder)
{
    Counting random;
    const auto keys = ArchiveKeys::begin(random);
    SegmentWriter writer;
    crypto::Bytes rows;
    for (const ArchiveItem &item : items()) {
        appendItem(rows, item);
        (void)writer.add(item);
    }
    write(folder, "items", rows);
    write(folder, "segment", writer.seal(archive::Chain(kUser, 1), keys, random));
}

/// As in fuzz_key_note.cpp.
void writeNotes(const QString &folder)
{
    Counting random;
    constexpr DeviceId device { Uuid { { 2 } } };
    constexpr DeviceId another { Uuid { { 3 } } };
    const auto publicKey = *crypto::x25519PublicKey(crypto::Bytes(crypto::kX25519Bytes, 7));
    const auto leafKey = *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    auto keys = ArchiveKeys::begin(random);
    keys.rotate(random);
    const archive::Chain chain(kUser, 1);
    write(folder, "note",
        makeKeyNote(chain, keys, { { device, publicKey }, { another, {} } }, { device, leafKey, 4 }, random));
    write(folder, "nobody", makeKeyNote(chain, keys, {}, { device, leafKey, 1 }, random));
    SegmentWriter writer;
    (void)writer.add(ArchivedMarks { kTalk, Seq { 2 }, { Seq { 1 }, Seq { 1 } } });
    write(folder, "segment", writer.seal(chain, keys, random));
}

void writeRecovery(const QString &folder)
{
    const auto sheet = RecoverySheet::fromEntropy(linking::WordLanguage::English, crypto::Bytes(32, 7));
    SheetParameters parameters;
    parameters.cost = crypto::kTestOnlyCost;
    const auto keys = SheetKeys::derive(sheet, parameters);
    const auto account = crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, 7));
    const SheetLock lock = keys->lockFor(kUser, account->publicKey());
    Counting random;
    RecoveryContents contents;
    contents.accountSeed = crypto::WipingBytes::copyOf(account->seed());
    contents.archiveKeys = ArchiveKeys::begin(random);
    const auto archiveKeys = contents.archiveKeys.encode();
    write(folder, "archive_keys", archiveKeys.view());
    write(folder, "parameters", parameters.encode());
    write(folder, "lock", lock.encode());
    write(folder, "blob", *sealRecoveryBlob(lock, contents, random));
    write(folder, "wrapped_key", *wrapStoreKey(lock, crypto::SecretBytes::random(32), random));
    const auto words = RecoverySheet::fromEntropy(linking::WordLanguage::Spanish, crypto::Bytes(32, 7)).words();
    write(folder, "typed", crypto::bytesOf(words.join(u' ').toStdString()));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        return 1;
    const QString corpus = QString::fromLocal8Bit(argv[1]);
    writeSegments(corpus + QStringLiteral("/archive_segment"));
    writeNotes(corpus + QStringLiteral("/key_note"));
    writeRecovery(corpus + QStringLiteral("/recovery_blob"));
    return 0;
}
