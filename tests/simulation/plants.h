// SPDX-License-Identifier: GPL-3.0-or-later
// Bugs on purpose, one for each invariant, at the place where such a bug would be: in the relay, on the wire, in a device's
// store. A simulation that does not find them proves nothing.

#pragma once

#include "tests/simulation/world.h"

namespace pc::sim {

/// I1: two relays tell two stories from one moment on, each to half of the devices: two commits for an epoch.
class ForkedRelay final : public Plant
{
public:
    void afterStep(World &world, int step) override;
    void beforeJudging(World &world) override;

private:
    std::unique_ptr<SimRelay> m_other;
};

/// I2: what a device is sent lacks a message, and says that it is all.
class LostMessage final : public Plant, private Tamper
{
public:
    void begin(World &world) override;

private:
    bool down(DeviceId device, wire::Frame &frame, bool isPush) override;

    std::optional<MessageId> m_lost;
    DeviceId m_victim;
    int m_seen = 0;
};

/// I3: a store gets the ratchets back that it had before a message, and nothing else, so that nothing notices.
class RatchetPutBack final : public Plant
{
public:
    void afterStep(World &world, int step) override;
};

/// I4, I5: a relay takes somebody out of the conversation's log, tells nobody, and goes on as if it had not.
class HiddenDeparture final : public Plant, private Tamper
{
public:
    void begin(World &world) override;
    void afterStep(World &world, int step) override;

private:
    bool up(DeviceId device, wire::Frame &frame) override;
    bool down(DeviceId device, wire::Frame &frame, bool isPush) override;

    std::set<FrameId> m_asked;
    bool m_isHiding = false;
    bool m_isDone = false;
};

/// I4: a member hands its keys to somebody who is out.
class SharedKeys final : public Plant
{
public:
    void beforeJudging(World &world) override;
};

/// I6: a device shows a message as saying something else.
class AlteredText final : public Plant
{
public:
    void beforeJudging(World &world) override;
};

/// I7: a device that believes itself online is told nothing any more.
class DeafDevice final : public Plant, private Tamper
{
public:
    void begin(World &world) override;
    void beforeQuiet(World &world) override;

private:
    bool down(DeviceId device, wire::Frame &frame, bool isPush) override;

    DeviceId m_victim;
    bool m_isDeaf = false;
};

/// I8: a device's disk still holds the ratchets from before the messages that it took.
class KeptRatchets final : public Plant
{
public:
    void beforeJudging(World &world) override;
};

/// I8: a device's disk holds the key of a message that it took.
class KeptKey final : public Plant
{
public:
    void beforeJudging(World &world) override;
};

/// I9: what was written becomes a conversation's title, which the relay reads.
class TextInTitle final : public Plant
{
public:
    void afterStep(World &world, int step) override;
};

/// I9: a program writes the key of a message into its log.
class LoggedKey final : public Plant
{
public:
    void afterStep(World &world, int step) override;
};

/// I5: a relay forgets that a device which was signed out is to lose its leaf.
class ForgottenRevocation final : public Plant
{
public:
    void afterStep(World &world, int step) override;

private:
    bool m_isDone = false;
};

/// I7: a group whose last commit nobody can take is never begun anew.
class FrozenForEver final : public Plant, private Tamper
{
public:
    void begin(World &world) override;
    void afterStep(World &world, int step) override;

private:
    bool up(DeviceId device, wire::Frame &frame) override;

    std::map<ConversationId, MessageId> m_begun;
    bool m_isDone = false;
};

/// I2: a relay is put back and nobody is told.
class UntoldRestore final : public Plant
{
public:
    void afterStep(World &world, int step) override;
};

/// I2: a relay that was put back tells how far its logs reach now, and not how far they are the same.
class UntoldLoss final : public Plant, private Tamper
{
public:
    void begin(World &world) override;
    void afterStep(World &world, int step) override;

private:
    bool down(DeviceId device, wire::Frame &frame, bool isPush) override;
};

/// I8: a text on a device's disk as it was written.
class OpenDisk final : public Plant
{
public:
    void beforeJudging(World &world) override;
};

/// I8: a used key in a page of the store that is no longer in use.
class DirtyPage final : public Plant
{
public:
    void beforeJudging(World &world) override;
};

} // namespace pc::sim
