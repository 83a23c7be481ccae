// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/evidence.h"

#include "tests/simulation/school.h"

namespace pc::sim {

QString shortName(DeviceId device)
{
    return QStringLiteral("D%1").arg(numberOf(device));
}

QString shortName(ConversationId conversation)
{
    return conversation.raw().toShortString();
}

void Evidence::find(Invariant invariant, const QString &what)
{
    m_findings.push_back({ invariant, QStringLiteral("I%1: %2").arg(int(invariant)).arg(what) });
}

void Evidence::saw(DeviceId device, const EpochName &name, const EpochView &view)
{
    const auto [place, isFirst] = m_epochs.try_emplace(name, device, view);
    if (isFirst || place->second.second == view)
        return;
    find(Invariant::SameView,
        QStringLiteral("%1 and %2 disagree on epoch %3 of %4")
            .arg(shortName(place->second.first), shortName(device))
            .arg(name.epoch)
            .arg(shortName(name.conversation)));
}

void Evidence::forgetBeyond(const std::map<ConversationId, std::pair<quint32, quint64>> &newest)
{
    const auto isForgotten = [&](const EpochName &name) {
        const auto last = newest.find(name.conversation);
        return last == newest.end() || std::pair(name.generation, name.epoch) > last->second;
    };
    std::erase_if(m_epochs, [&](const auto &entry) { return isForgotten(entry.first); });
    std::erase_if(m_attended, [&](const auto &entry) { return isForgotten(entry.second); });
}

void Evidence::left(const crypto::Bytes &key, const crypto::Digest &text, DeviceId device)
{
    const auto [place, isNew] = m_keys.try_emplace(key, text);
    if (!isNew && place->second != text)
        find(Invariant::KeysOnce, QStringLiteral("%1 sealed two texts with one key").arg(shortName(device)));
}

} // namespace pc::sim
