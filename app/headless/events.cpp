// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/events.h"

#include "app/headless/values.h"

namespace pc::headless {

using namespace Qt::StringLiterals;
using session::Session;

Events::Events(session::Account &account, Output &output, Waits &waits)
    : m_account(account)
    , m_output(output)
    , m_waits(waits)
{
    connect(&account, &session::Account::stateChanged, this, &Events::onState);
}

void Events::onState(session::AccountState state, const Error &why)
{
    QJsonObject fields { { u"state"_s, nameOf(state) } };
    if (why != Error {})
        fields.insert(
            u"why"_s, QJsonObject { { u"code"_s, QString(wireName(why.code)) }, { u"detail"_s, why.detail } });
    m_output.event(u"stateChanged"_s, fields);
    if (state == session::AccountState::Ready)
        follow(m_account.session());
    m_waits.look();
}

void Events::follow(Session *session)
{
    m_store = {};
    followMessages(session);
    followPeople(session);
    connect(session, &Session::linkStatusChanged, this, [this](const session::LinkStatus &status) {
        m_output.event(u"linkStatusChanged"_s, toJson(status));
        m_waits.look();
    });
    connect(session, &Session::invitationsChanged, this, [this] { m_output.event(u"invitationsChanged"_s, {}); });
    connect(session, &Session::invitationRefused, this, [this](const people::Person &person) {
        m_output.event(u"invitationRefused"_s, { { u"person"_s, toJson(person) } });
    });
    connect(session, &Session::storeStateChanged, this, &Events::tellStore);
    tellStore(session->storeState()); // which may have been before anybody listened
    connect(session, &Session::signedOut, this, [this](Errc reason) {
        m_output.event(u"signedOut"_s, { { u"code"_s, QString(wireName(reason)) } });
    });
}

void Events::tellStore(const session::StoreState &state)
{
    if (state.isOlder && !m_store.isOlder)
        m_output.event(u"olderStoreFound"_s, {});
    if (state.trouble && state.trouble != m_store.trouble)
        m_output.event(u"storeFailed"_s, { { u"code"_s, QString(wireName(*state.trouble)) } });
    if (!state.trouble && m_store.trouble)
        m_output.event(u"storeRecovered"_s, {});
    m_store = state;
}

void Events::followMessages(Session *session)
{
    connect(session, &Session::messageAdded, this, [this](const chat::Message &message) {
        m_output.event(u"messageAdded"_s, toJson(message));
        m_waits.note(message);
    });
    connect(session, &Session::messageChanged, this, [this](const chat::Message &message) {
        m_output.event(u"messageChanged"_s, toJson(message));
        m_waits.note(message);
    });
    connect(session, &Session::messageRemoved, this, [this](ConversationId conversation, MessageId message) {
        m_output.event(
            u"messageRemoved"_s, { { u"conversation"_s, text(conversation) }, { u"message"_s, text(message) } });
    });
    connect(session, &Session::historyFilled, this, [this](ConversationId conversation, Seq first, Seq last) {
        m_output.event(u"historyFilled"_s,
            { { u"conversation"_s, text(conversation) }, { u"first"_s, first.raw() }, { u"last"_s, last.raw() } });
    });
    connect(session, &Session::watermarksChanged, this,
        [this](ConversationId conversation, const chat::Watermarks &watermarks) {
            QJsonObject fields = toJson(watermarks);
            fields.insert(u"conversation"_s, text(conversation));
            m_output.event(u"watermarksChanged"_s, fields);
            m_waits.note(conversation, watermarks);
        });
    connect(session, &Session::conversationChanged, this, [this](const chat::ConversationSummary &summary) {
        m_output.event(u"conversationChanged"_s, toJson(summary));
        m_waits.note(summary.conversation.id, summary.conversation.watermarks);
    });
}

void Events::followPeople(Session *session)
{
    connect(session, &Session::selfChanged, this,
        [this](const session::Self &self) { m_output.event(u"selfChanged"_s, toJson(self)); });
    connect(
        session, &Session::typingChanged, this, [this](ConversationId conversation, const std::vector<UserId> &users) {
            QJsonArray ids;
            for (const UserId user : users)
                ids.append(text(user));
            m_output.event(u"typingChanged"_s, { { u"conversation"_s, text(conversation) }, { u"users"_s, ids } });
        });
    connect(session, &Session::readersChanged, this, [this](ConversationId conversation) {
        m_output.event(u"readersChanged"_s, { { u"conversation"_s, text(conversation) } });
    });
    connect(session, &Session::presenceChanged, this, [this](UserId user, const people::Presence &presence) {
        QJsonObject fields = toJson(presence);
        fields.insert(u"user"_s, text(user));
        m_output.event(u"presenceChanged"_s, fields);
    });
}

} // namespace pc::headless
