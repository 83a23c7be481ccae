// SPDX-License-Identifier: GPL-3.0-or-later
// I8, below the tables: what lies in a device's files as anybody reads them, and in the pages of its store as who has its key
// reads them, those among them that are no longer in use.

#include "core/crypto/qtbytes.h"
#include "tests/simulation/diskcut.h"
#include "tests/simulation/judge.h"
#include "tests/simulation/needles.h"
#include "tests/simulation/world.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace pc::sim {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a file of a device cannot be read");
    return file.readAll();
}

QByteArray utf16Of(const QString &text)
{
    return { reinterpret_cast<const char *>(text.utf16()), text.size() * qsizetype(sizeof(char16_t)) };
}

} // namespace

/// With what its power cuts and copies left: files of the database and its log, with frames of old.
void Judge::disksShowNothing(const QString &folder)
{
    Needles open;
    const QString marker = QString::fromLatin1(kMarker);
    for (const QByteArray &form : { marker.toUtf8(), utf16Of(marker), marker.toUtf8().toHex() })
        open.add(form);
    for (const crypto::Bytes &secret : m_evidence.secrets)
        open.add(crypto::toByteArray(secret));
    for (const auto &device : m_devices) {
        for (const crypto::Bytes &key : device->aead().used())
            open.add(crypto::toByteArray(key));
    }
    for (const auto &device : m_devices) {
        const QDir own(folder + u'/' + device->name());
        for (const QString &part : own.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QDir disk(own.filePath(part));
            for (const QString &name : disk.entryList(QDir::Files)) {
                const QByteArray content = contentOf(disk.filePath(name));
                m_tally.bytes += content.size();
                if (open.liesIn(content))
                    m_evidence.find(Invariant::SecretsGone,
                        QStringLiteral("%1 has a text or a key in the open in %2").arg(device->name(), name));
            }
        }
    }
}

/// The pages as they are written, without those that the log alone has in an older form.
void Judge::judgePages(SimDevice &device)
{
    Needles used;
    for (const crypto::Bytes &key : device.aead().used())
        used.add(crypto::toByteArray(key));
    const QByteArray pages = device.pages();
    m_tally.bytes += pages.size();
    if (used.liesIn(pages))
        m_evidence.find(
            Invariant::SecretsGone, QStringLiteral("%1 keeps a used key in a page of its store").arg(device.name()));
    const auto known = device.conversations();
    const bool showsText = std::ranges::any_of(known, [&](ConversationId where) {
        return std::ranges::any_of(device.timeline(where),
            [](const chat::Message &message) { return message.content.kind == chat::ContentKind::Text; });
    });
    if (showsText && !pages.contains(kMarker)) // what is there is found
        m_evidence.find(Invariant::SecretsGone, QStringLiteral("the pages of %1 could not be read").arg(device.name()));
}

} // namespace pc::sim
