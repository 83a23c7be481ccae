// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/services.h"

#include "core/base/log.h"
#include "core/session/engine.h"

#include <utility>

namespace pc::session {

namespace {

constexpr size_t kMostWaiting = 512; // inputs between two turns
constexpr size_t kMostInBatch = 500; // inputs in one transaction

/// Whether it changes what this session is, beyond one more entry or answer.
bool standsAlone(const Services::Input &input)
{
    if (const auto *frame = std::get_if<wire::Frame>(&input))
        return std::holds_alternative<wire::CaughtUp>(frame->data)
            || std::holds_alternative<wire::Goodbye>(frame->data);
    return !std::holds_alternative<Services::Answered>(input);
}

} // namespace

Services::Services(const EngineParts &parts, const store::Profile &self, Session &voice)
    : m_voice(voice)
    , m_ledger(parts.store, parts.clock, voice)
    , m_relayTime(parts.relayTime)
    , context { parts.store, parts.link, parts.groups, parts.accounts, parts.clock, parts.random, m_ledger, self }
    , status(voice)
    , receipts(context)
    , gaps(context, receipts)
    , welcomes(context)
    , groupCheck(context)
    , peerLists(context, parts.lists)
    , office(context, parts.lists, peerLists)
    , agreement(context, welcomes, groupCheck, peerLists)
    , outbox(context, agreement)
    , inbox(context, outbox)
    , roster(context, inbox, receipts)
    , catchUp(context, gaps, receipts)
    , actions(context, roster, catchUp, agreement)
    , typing(context, voice)
    , presence(context, parts.greeter, voice)
    , retention(context, parts.relayTime, [this] { Q_EMIT m_voice.selfChanged(shownSelf()); })
    , m_turn(parts.clock.makeTimer([this] { drain(); }))
{
    if (parts.archive && parts.tokens)
        archivist
            = std::make_unique<Archivist>(context, peerLists, *parts.archive, *parts.tokens, crypto::systemRandom());
    if (parts.letters && parts.tokens) {
        letterBearer = std::make_unique<LetterBearer>(context, *parts.letters, *parts.tokens);
        letters = std::make_unique<LetterDesk>(context, office, parts.lists, *parts.letters, *parts.tokens,
            crypto::systemRandom(),
            LetterDesk::Voice { [this] { Q_EMIT m_voice.invitationsChanged(); },
                [this](const people::Person &person) { Q_EMIT m_voice.invitationRefused(person); } });
    }
    if (parts.history) {
        historyAsker = std::make_unique<HistoryAsker>(context, *parts.history, peerLists, parts.relayTime);
        historyGiver = std::make_unique<HistoryGiver>(context, *parts.history, peerLists, parts.relayTime);
    }
    m_ledger.setHooks({
        [this](const std::set<ConversationId> &conversations) {
            gaps.look(conversations);
            receipts.look(conversations);
            for (const ConversationId conversation : conversations)
                agreement.logged(conversation);
            if (archivist)
                archivist->look(conversations);
            if (historyAsker)
                historyAsker->look();
        },
        [this](const std::set<ConversationId> &conversations) {
            receipts.weighAgain(conversations);
            for (const ConversationId conversation : conversations)
                agreement.look(conversation);
            if (historyAsker)
                historyAsker->regrouped(conversations);
        },
        [this](ConversationId conversation, Seq seq) { groupCheck.report(conversation, seq); },
        [this] { updateStatus(); },
        [this] { context.groups.forget(); },
        [this](Errc why) {
            forgetUnderWay({ Errc::Disk, QStringLiteral("the store refuses") });
            status.write(StoreState { why, status.readStore().isOlder });
        },
        [this] {
            status.write(StoreState { {}, status.readStore().isOlder });
            recovered();
        },
        [this] {
            status.write(StoreState { status.readStore().trouble, true });
        },
    });
    groupCheck.onFound([this](ConversationId conversation) { agreement.look(conversation); });
    agreement.onReady([this](ConversationId conversation) { outbox.ready(conversation); });
    updateStatus();
}

void Services::push(Input input)
{
    m_inputs.push_back(std::move(input));
    if (m_inputs.size() >= kMostWaiting)
        return drain();
    if (!m_turn->isActive())
        m_turn->start(Milliseconds { 0 });
}

void Services::drain()
{
    if (m_isDraining)
        return; // a signal's receiver caused more input: the loop below takes it
    m_isDraining = true;
    while (!m_inputs.empty()) {
        const auto batch = takeBatch();
        if (batch.size() == 1 && standsAlone(batch.front()))
            takeAlone(batch.front());
        else
            writeBatch(batch);
    }
    m_isDraining = false;
    updateStatus();
}

std::vector<Services::Input> Services::takeBatch()
{
    std::vector<Input> batch;
    while (!m_inputs.empty() && batch.size() < kMostInBatch) {
        const bool isAlone = standsAlone(m_inputs.front());
        if (isAlone && !batch.empty())
            break;
        batch.push_back(std::move(m_inputs.front()));
        m_inputs.pop_front();
        if (isAlone)
            break;
    }
    return batch;
}

void Services::takeAlone(const Input &input)
{
    if (const auto *change = std::get_if<PhaseChange>(&input))
        return phaseChanged(*change);
    if (const auto *welcome = std::get_if<wire::Welcome>(&input))
        return welcomed(*welcome);
    const auto *frame = std::get_if<wire::Frame>(&input);
    if (const auto *heads = std::get_if<wire::CaughtUp>(&frame->data))
        return caughtUp(*heads);
    if (const auto *farewell = std::get_if<wire::Goodbye>(&frame->data))
        return goodbye(*farewell);
}

void Services::writeBatch(const std::vector<Input> &batch)
{
    const auto written = m_ledger.write([&](Turn &turn) -> Result<void> {
        for (const Input &input : batch) {
            if (auto taken = take(turn, input); !taken)
                return taken;
        }
        return {};
    });
    if (written)
        return;
    if (isStoreFailure(written.code()))
        return letAllGoBy(batch);
    qCWarning(lcSession) << "a batch of" << batch.size() << "was refused:" << written.error().detail;
    writeOneByOne(batch);
}

/// What a failing disk did not take is a hole now, and is fetched when it takes writes again.
void Services::letAllGoBy(const std::vector<Input> &batch)
{
    for (const Input &input : batch) {
        const auto *frame = std::get_if<wire::Frame>(&input);
        if (!frame || letGoBy(frame->data))
            continue;
        if (const auto *beat = std::get_if<wire::Heartbeat>(&frame->data)) {
            for (const wire::Head &head : beat->heads)
                catchUp.goesBy(head);
        } else if (const auto *told = std::get_if<wire::Conversation>(&frame->data);
                   told && told->op == wire::ConversationOp::State) {
            catchUp.goesBy(told->head);
        }
    }
}

/// One entry that cannot be stored must not take others with it. Answers are not taken again: what they answered was
/// forgotten, and is asked anew.
void Services::writeOneByOne(const std::vector<Input> &batch)
{
    forgetUnderWay({ Errc::Internal, QStringLiteral("an answer could not be taken") });
    for (const Input &input : batch) {
        if (!std::holds_alternative<wire::Frame>(input))
            continue;
        if (const auto written = m_ledger.write([&](Turn &turn) { return take(turn, input); }); !written)
            qCWarning(lcSession) << "an entry was refused:" << written.error().detail;
    }
    outbox.pump();
}

void Services::phaseChanged(const PhaseChange &change)
{
    m_reason = change.reason;
    if (change.phase == link::LinkPhase::Ready)
        return;
    if (catchUp.state() != CatchUpState::Away) {
        catchUp.lost();
        typing.lost();
        presence.lost();
    }
    outbox.close();
    if (archivist)
        archivist->close();
    if (letters)
        letters->close();
    if (historyAsker) {
        historyAsker->close();
        historyGiver->close();
    }
    agreement.close();
    welcomes.close();
    groupCheck.close();
    receipts.startOver();
    gaps.startOver();
    actions.lost({ Errc::Network, QStringLiteral("the connection was lost") });
    if (change.phase == link::LinkPhase::Refused
        && (change.reason == Errc::Unauthenticated || change.reason == Errc::Forbidden))
        signOut(*change.reason);
}

void Services::welcomed(const wire::Welcome &welcome)
{
    if (welcome.user != context.user() || welcome.device != context.self.device) {
        // Whose session this token is, is not whose store this is: nothing of it may be written here.
        qCWarning(lcSession) << "the relay took this device for another";
        context.link.close();
        return signOut(Errc::Unauthenticated);
    }
    m_relayTime.greeted(welcome.serverTime);
    m_wasClockOff = ownClockOf(m_relayTime.ahead()) != OwnClock::Right;
    retention.told(welcome.retentionDays);
    if (const auto begun = catchUp.welcomed(welcome); !begun)
        qCWarning(lcSession) << "catching up cannot begin:" << wireName(begun.code());
    if (catchUp.state() == CatchUpState::Catching)
        outbox.open();
}

void Services::caughtUp(const wire::CaughtUp &frame)
{
    if (const auto done = catchUp.caughtUp(frame); !done)
        qCWarning(lcSession) << "heads were not kept:" << wireName(done.code());
    if (catchUp.state() == CatchUpState::Live)
        goLive();
}

void Services::goLive()
{
    outbox.open();
    welcomes.open();
    groupCheck.open();
    agreement.open();
    peerLists.open();
    outbox.allowSealing();
    if (archivist)
        archivist->open();
    if (letterBearer)
        letterBearer->open();
    if (letters)
        letters->open();
    if (historyAsker) {
        historyAsker->open();
        historyGiver->open();
    }
}

/// Somebody's answer is there, or somebody asks: the hint does not say which.
void Services::historyHinted()
{
    historyAsker->hinted();
    historyGiver->look();
}

void Services::goodbye(const wire::Goodbye &frame)
{
    if (frame.reason == wire::GoodbyeReason::Revoked)
        signOut(Errc::Unauthenticated);
}

void Services::signOut(Errc reason)
{
    Q_EMIT m_voice.signedOut(reason);
}

void Services::forgetUnderWay(const Error &why)
{
    outbox.startOver();
    receipts.startOver();
    gaps.restart();
    welcomes.close();
    groupCheck.close();
    agreement.close();
    actions.lost(why);
    if (catchUp.state() == CatchUpState::Live && !m_ledger.isFailing()) {
        welcomes.open();
        groupCheck.open();
        agreement.open();
        outbox.allowSealing();
    }
}

void Services::recovered()
{
    catchUp.resume();
    gaps.restart();
    receipts.connected();
    if (catchUp.state() == CatchUpState::Live)
        goLive();
    outbox.pump();
}

void Services::updateStatus()
{
    const bool isUpToDate = catchUp.state() == CatchUpState::Live && !gaps.isBusy() && !welcomes.isPublishing();
    LinkStatus now;
    now.state = linkStateOf(context.link.phase(), isUpToDate);
    now.missing = now.state == LinkState::CatchingUp ? int(std::min<qint64>(gaps.missing(), 1 << 24)) : 0;
    now.outgoing = context.store.outbox.waiting().valueOr(status.read().outgoing);
    now.reason = m_reason;
    now.clock = m_wasClockOff ? ownClockOf(m_relayTime.ahead()) : OwnClock::Right;
    status.write(now);
}

} // namespace pc::session
