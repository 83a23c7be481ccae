// SPDX-License-Identifier: GPL-3.0-or-later
// I6 and I9: what can be proven to the school of a message, and what the relay itself knows of it.

#include "core/chat/contentcodec.h"
#include "core/crypto/qtbytes.h"
#include "core/groups/sealedcontent.h"
#include "core/mls_public/codec.h"
#include "core/sql/database.h"
#include "tests/simulation/judge.h"
#include "tests/simulation/must.h"
#include "tests/simulation/needles.h"
#include "tests/simulation/world.h"

#include <QDir>
#include <QFile>

namespace pc::sim {

namespace {

/// The application data at the head of a PrivateMessageContent (RFC 9420 section 6.3.1).
std::optional<crypto::Bytes> applicationData(const crypto::Bytes &plain)
{
    mls::Reader reader(plain);
    crypto::Bytes data;
    reader(data);
    return reader.ok() ? std::optional(std::move(data)) : std::nullopt;
}

} // namespace

/// As a moderator would ask: does the relay's tag stand for this entry, and is this what its sender committed to?
bool Judge::proves(const SimDevice &device, const relay::keys::FrankingKeys &keys, const TruthMessage &message,
    const QByteArray &tag, const chat::Message &shown) const
{
    const relay::log::Entry &entry = message.entry;
    const bool isTagged = keys.verify({ .groupId = message.sealed.groupId,
                                          .epoch = message.sealed.epoch,
                                          .commitment = message.sealed.commitment,
                                          .seq = shown.seq,
                                          .sentAt = shown.time,
                                          .user = shown.sender,
                                          .device = shown.device,
                                          .content = entry.body },
        tag);
    const crypto::Bytes *plain = device.aead().opened(entry.body);
    const auto inside = plain ? applicationData(*plain) : std::nullopt;
    const auto content = inside ? groups::openFranked(*inside, message.sealed.commitment) : std::nullopt;
    const auto said = content
        ? chat::decodeContent({ reinterpret_cast<const char *>(content->data()), qsizetype(content->size()) })
        : Result<chat::Content>(Errc::Invalid);
    return isTagged && said && *said == shown.content;
}

void Judge::whatIsShownCanBeReported(const QString &relayDatabase)
{
    const auto database = must(sql::Database::open(relayDatabase, sql::OpenMode::ReadOnly));
    const auto keys = must(relay::keys::FrankingKeys::load(*database, utcFromMilliseconds(0)));
    for (const auto &device : m_devices) {
        if (!device->isRunning() || isOfAnotherLog(*device))
            continue;
        for (const TruthConversation &where : m_truth.conversations) {
            for (const TruthMessage &message : where.messages) {
                if (message.entry.device == device->self.device)
                    continue;
                const auto shown = must(device->store().messages.find(where.id, message.entry.message));
                if (!shown || shown->content.kind != chat::ContentKind::Text)
                    continue;
                const QByteArray tag = m_evidence.tags[{ where.id, message.entry.seq }];
                // Read before the relay forgot it, and sealed anew for a group that this device was not in again yet.
                const bool isOfBefore = m_evidence.wasPutBack && !device->aead().opened(message.entry.body);
                if (!isOfBefore && !proves(*device, keys, message, tag, *shown))
                    find(Invariant::Reportable, *device, where,
                        QStringLiteral("message %1 cannot be reported").arg(message.entry.seq.raw()));
                ++m_tally.reports;
                chat::Message altered = *shown;
                altered.content.text += QStringLiteral("!");
                chat::Message another = *shown;
                another.sender = numbered<UserId>(0x01, 0xff);
                chat::Message later = *shown;
                later.seq = Seq { shown->seq.raw() + 1 };
                for (const chat::Message &wrong : { altered, another, later }) {
                    if (proves(*device, keys, message, tag, wrong))
                        find(Invariant::Reportable, *device, where,
                            QStringLiteral("message %1 can be reported as another").arg(message.entry.seq.raw()));
                }
            }
        }
    }
}

void Judge::relayReadsNothing(const QString &relayFolder, const QByteArray &logged)
{
    Needles needles;
    for (const crypto::Bytes &secret : m_evidence.secrets) {
        needles.add(crypto::toByteArray(secret));
        needles.add(crypto::toByteArray(secret).toHex());
    }
    std::vector<QByteArray> places { logged };
    for (const QString &name : QDir(relayFolder).entryList(QDir::Files)) {
        QFile file(relayFolder + u'/' + name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("a file of the relay cannot be read");
        places.push_back(file.readAll());
    }
    for (const QByteArray &place : places) {
        if (place.contains(kMarker))
            m_evidence.find(
                Invariant::RelayReadsNothing, QStringLiteral("a text lies in the relay's files or the log"));
        if (needles.liesIn(place))
            m_evidence.find(
                Invariant::RelayReadsNothing, QStringLiteral("a device's secret lies in the relay's files or the log"));
    }
}

} // namespace pc::sim
