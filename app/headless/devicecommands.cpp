// SPDX-License-Identifier: GPL-3.0-or-later
// Commands: how a further device becomes its person's, from both sides.

#include "app/headless/commands.h"
#include "app/headless/values.h"

namespace pc::headless {

using namespace Qt::StringLiterals;
using Key = QLatin1StringView;
using session::DeviceDesk;

void Commands::addDeviceCommands()
{
    DeviceDesk &desk = m_account.devices();
    connect(&desk, &DeviceDesk::offerChanged, this, [this](const session::LinkOffer &offer) {
        if (!offer.code.isEmpty())
            m_output.event(u"linkOffered"_s, toJson(offer));
    });
    m_steps[u"confirmLink"_s] = [this](Call &call) {
        ifGood(call, [&] {
            m_account.devices().confirmOffer();
            m_output.answer(call.id);
        });
    };
    m_steps[u"declineLink"_s] = [this](Call &call) {
        ifGood(call, [&] {
            m_account.devices().declineOffer();
            m_output.answer(call.id);
        });
    };
    m_steps[u"beginAnew"_s] = [this](Call &call) {
        ifGood(call, [&] {
            m_account.devices().beginAnew();
            m_output.answer(call.id);
        });
    };
    m_steps[u"findDevice"_s] = [this](Call &call) {
        const QString code = call.arguments.text(Key("code"));
        ifGood(call, [&] {
            finish(call.id, m_account.devices().find(code),
                [](const session::LinkCandidate &candidate) { return toJson(candidate); });
        });
    };
    m_steps[u"linkDevice"_s]
        = [this](Call &call) { ifGood(call, [&] { finish(call.id, m_account.devices().link()); }); };
    m_steps[u"devices"_s] = [this](Call &call) {
        ifGood(call, [&] {
            finish(call.id, m_account.devices().list(), [](const auto &devices) {
                return QJsonObject { { Key("devices"), toJsonArray(devices) } };
            });
        });
    };
    m_steps[u"renameDevice"_s] = [this](Call &call) {
        const auto device = call.arguments.id<DeviceId>(Key("device"));
        const QString name = call.arguments.text(Key("name"));
        ifGood(call, [&] { finish(call.id, m_account.devices().rename(device, name)); });
    };
    m_steps[u"removeDevice"_s] = [this](Call &call) {
        const auto device = call.arguments.id<DeviceId>(Key("device"));
        ifGood(call, [&] { finish(call.id, m_account.devices().remove(device)); });
    };
    m_steps[u"declineDevice"_s] = [this](Call &call) {
        ifGood(call, [&] {
            m_account.devices().decline();
            m_output.answer(call.id);
        });
    };
}

} // namespace pc::headless
