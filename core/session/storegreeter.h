// SPDX-License-Identifier: GPL-3.0-or-later
// StoreGreeter: what this device tells the relay about itself when a connection begins: how far its store reaches in
// each conversation, the newest first. Made before the link, which asks it; Engine sets whether somebody is looking.

#pragma once

#include "core/link/link.h"

#include <QString>

namespace pc::store {
class Store;
}

namespace pc::session {

class StoreGreeter final : public link::Greeter
{
public:
    StoreGreeter(store::Store &store, QString clientVersion)
        : m_store(store)
        , m_clientVersion(std::move(clientVersion))
    {
    }

    wire::Hello hello() override;

    void setActive(bool active) { m_active = active; }
    bool isActive() const { return m_active; }

private:
    store::Store &m_store;
    QString m_clientVersion;
    bool m_active = true;
};

} // namespace pc::session
