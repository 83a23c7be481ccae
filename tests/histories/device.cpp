// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/histories/device.h"

#include "tests/simulation/must.h"

namespace pc::histories {

using sim::must;

class Device::NoDirectory final : public session::Directory
{
public:
    void find(const QString &, const QString &, Reply reply) override { reply(people::DirectoryPage {}); }
};

Device::Device(const Parts &parts)
    : self(parts.self)
    , m_parts(parts)
    , m_random(parts.seed)
    , m_clock(parts.time)
    , m_directory(std::make_unique<NoDirectory>())
{
    m_parts.disk.wipe();
}

Device::~Device()
{
    stop();
}

void Device::start()
{
    store::Profile profile;
    profile.person = { self.user, self.school, QStringLiteral("Person"), self.role, {} };
    profile.device = self.device;
    must(m_parts.disk.store().settings.saveProfile(profile));
    m_accounts = std::make_unique<trust::AccountBook>(m_parts.disk.store());
    m_relayTime = std::make_unique<session::RelayClock>(m_clock);
    m_greeter = std::make_unique<session::StoreGreeter>(m_parts.disk.store(), QStringLiteral("simulated"));
    m_link = std::make_unique<sim::SimLink>(m_parts.network, m_clock, m_random, *m_greeter, self.device,
        sim::SimLink::Ears { [this](const wire::Frame &frame, const QByteArray &) { leaves(frame); },
            [this](const wire::Frame &frame) { comes(frame); } });
    m_link->heedSilence();
    m_engine
        = std::make_unique<session::Engine>(session::EngineParts { m_parts.disk.store(), *m_link, *m_greeter, m_groups,
                                                *m_accounts, *m_relayTime, *m_directory, m_lists, m_clock, m_random },
            profile);
    listen();
    m_link->open();
}

void Device::listen()
{
    const auto show = [this](const chat::Message &message) {
        if (!isDead())
            m_parts.witness.shown(self.device, message, m_parts.restores > 0);
    };
    QObject::connect(m_engine.get(), &session::Session::messageAdded, m_engine.get(), show);
    QObject::connect(m_engine.get(), &session::Session::messageChanged, m_engine.get(), show);
}

void Device::stop()
{
    m_engine.reset();
    m_link.reset();
    m_greeter.reset();
    m_relayTime.reset();
    m_parts.disk.revive();
}

void Device::connect()
{
    m_link->connectToRelay();
}

void Device::disconnect()
{
    m_link->close();
    m_link->open();
}

void Device::dieAt(Death death, int commit)
{
    m_parts.disk.dieAt(death, commit, [this] { m_link->die(); });
}

bool Device::isSettled() const
{
    const session::LinkStatus status = m_engine->linkStatus();
    return status.state == session::LinkState::UpToDate && status.outgoing == 0;
}

/// A receipt promises what is on the disk.
void Device::leaves(const wire::Frame &frame)
{
    const auto *receipt = std::get_if<wire::Receipt>(&frame.data);
    if (!receipt || receipt->kind != wire::ReceiptKind::Delivered)
        return;
    const QString where = QString::fromLatin1(receipt->conversation.raw().toByteArray().toHex());
    const auto holes
        = m_parts.disk.rows(QStringLiteral("SELECT 1 FROM held WHERE conversation = x'%1' AND first = 1 AND last >= %2")
                                .arg(where)
                                .arg(receipt->upTo.raw()));
    if (holes.isEmpty())
        m_parts.witness.find(
            QStringLiteral("%1 confirms %2 and does not hold it").arg(name()).arg(receipt->upTo.raw()));
}

void Device::comes(const wire::Frame &frame)
{
    if (const auto *welcome = std::get_if<wire::Welcome>(&frame.data))
        m_epoch = welcome->logEpoch;
    else if (const auto *message = std::get_if<wire::Message>(&frame.data))
        m_parts.witness.told(m_epoch, message->conversation, message->seq, message->message);
    else if (const auto *ack = std::get_if<wire::Ack>(&frame.data);
             ack && ack->message && ack->seq && ack->conversation)
        m_parts.witness.acknowledged(m_epoch, *ack->conversation, *ack->seq, *ack->message);
}

} // namespace pc::histories
