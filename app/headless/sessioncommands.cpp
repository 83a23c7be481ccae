// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that need somebody signed in: each reads its arguments, and says what to call on the session.

#include "app/headless/commands.h"
#include "app/headless/values.h"
#include "core/people/rolename.h"

namespace pc::headless {

using namespace Qt::StringLiterals;
using Key = QLatin1StringView;

namespace {

constexpr int kMostRows = 500;

chat::PageRequest pageRequestOf(Arguments &in)
{
    using Anchor = chat::PageRequest::Anchor;
    chat::PageRequest request;
    request.conversation = in.id<ConversationId>(Key("conversation"));
    const qint64 limit = in.numberOr(Key("limit"), request.limit);
    in.note(Key("limit"), limit > 0 && limit <= kMostRows);
    request.limit = int(limit);
    const QString anchor = in.textOr(Key("anchor"), u"newest"_s);
    if (anchor == "firstUnread"_L1)
        request.anchor = Anchor::FirstUnread;
    else if (anchor == "before"_L1)
        request.anchor = Anchor::Before;
    else if (anchor == "after"_L1)
        request.anchor = Anchor::After;
    else if (anchor == "around"_L1)
        request.anchor = Anchor::Around;
    else
        in.note(Key("anchor"), anchor == "newest"_L1);
    if (request.anchor != Anchor::Newest && request.anchor != Anchor::FirstUnread) {
        bool isNumber = false;
        request.key = chat::OrderKey { in.text(Key("order")).toLongLong(&isNumber) };
        in.note(Key("order"), isNumber);
    }
    return request;
}

chat::PersonalSettings settingsOf(Arguments &in)
{
    chat::PersonalSettings settings;
    if (in.has(Key("mutedUntil")))
        settings.mutedUntil = utcFromMilliseconds(in.number(Key("mutedUntil")));
    settings.archived = in.flagOr(Key("archived"), false);
    settings.pinned = in.flagOr(Key("pinned"), false);
    return settings;
}

QJsonObject conversationField(ConversationId conversation)
{
    return { { Key("conversation"), text(conversation) } };
}

} // namespace

void Commands::addReadingCommands()
{
    add(u"self"_s, [this](Call &call) {
        return [this, id = call.id](Session &session) {
            finish(id, session.self(), [](const session::Self &self) { return toJson(self); });
        };
    });
    add(u"linkStatus"_s, [this](Call &call) {
        return [this, id = call.id](Session &session) { m_output.answer(id, toJson(session.linkStatus())); };
    });
    add(u"conversations"_s, [this](Call &call) {
        return [this, id = call.id](Session &session) {
            finish(id, session.conversations(), [](const auto &list) {
                return QJsonObject { { Key("conversations"), toJsonArray(list) } };
            });
        };
    });
    add(u"page"_s, [this](Call &call) {
        return [this, id = call.id, request = pageRequestOf(call.arguments)](Session &session) {
            finish(id, session.page(request), [](const chat::Page &page) { return toJson(page); });
        };
    });
    add(u"receipts"_s, [this](Call &call) {
        return [this, id = call.id, message = call.arguments.id<MessageId>(Key("message"))](Session &session) {
            finish(id, session.receipts(message), [](const auto &list) {
                return QJsonObject { { Key("receipts"), toJsonArray(list) } };
            });
        };
    });
    add(u"readers"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        return [this, id = call.id, conversation](Session &session) {
            finish(id, session.readers(conversation), [](const session::Readers &readers) { return toJson(readers); });
        };
    });
    add(u"repair"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        return [this, id = call.id, conversation](Session &session) {
            session.repair(conversation);
            m_output.answer(id);
        };
    });
    add(u"personKeys"_s, [this](Call &call) {
        return [this, id = call.id, user = call.arguments.id<UserId>(Key("user"))](Session &session) {
            finish(id, session.personKeys(user), [](const session::PersonKeys &keys) { return toJson(keys); });
        };
    });
    add(u"acceptName"_s, [this](Call &call) {
        return [this, id = call.id, user = call.arguments.id<UserId>(Key("user"))](
                   Session &session) { finish(id, session.acceptName(user)); };
    });
    add(u"confirmKeys"_s, [this](Call &call) {
        const auto user = call.arguments.id<UserId>(Key("user"));
        const auto shown = QByteArray::fromHex(call.arguments.text(Key("shown")).toLatin1());
        return [this, id = call.id, user, shown](Session &session) { finish(id, session.confirmKeys(user, shown)); };
    });
    add(u"confirmForSchool"_s, [this](Call &call) {
        session::SchoolWord word;
        word.person.id = call.arguments.id<UserId>(Key("user"));
        word.person.name = call.arguments.text(Key("name"));
        word.person.label = call.arguments.textOr(Key("label"), QString());
        const auto role = people::roleFromName(call.arguments.text(Key("role")));
        call.arguments.note(Key("role"), role.has_value());
        word.person.role = role.value_or(people::Role::Guardian);
        word.shown = QByteArray::fromHex(call.arguments.text(Key("shown")).toLatin1());
        word.speaksForSchool = call.arguments.flagOr(Key("speaks"), false);
        return [this, id = call.id, word](Session &session) { finish(id, session.confirmForSchool(word)); };
    });
    add(u"invite"_s, [this](Call &call) {
        session::InvitationRequest request;
        request.name = call.arguments.text(Key("name"));
        const auto role = people::roleFromName(call.arguments.textOr(Key("role"), u"guardian"_s));
        call.arguments.note(Key("role"), role.has_value());
        request.role = role.value_or(people::Role::Guardian);
        request.label = call.arguments.textOr(Key("label"), QString());
        request.days = int(call.arguments.numberOr(Key("days"), request.days));
        return [this, id = call.id, request](Session &session) {
            finish(id, session.invite(request), [](const session::Invitation &made) { return toJson(made); });
        };
    });
    add(u"invitations"_s, [this](Call &call) {
        return [this, id = call.id](Session &session) {
            finish(id, session.invitations(), [](const auto &list) {
                return QJsonObject { { Key("invitations"), toJsonArray(list) } };
            });
        };
    });
    add(u"withdrawInvitation"_s, [this](Call &call) {
        const auto invitation = call.arguments.id<identity::LetterId>(Key("invitation"));
        return
            [this, id = call.id, invitation](Session &session) { finish(id, session.withdrawInvitation(invitation)); };
    });
    add(u"export"_s, [this](Call &call) {
        return [this, id = call.id, folder = call.arguments.text(Key("folder"))](Session &session) {
            finish(id, session.exportTo(folder), [](const session::OwnExport &made) {
                return QJsonObject { { Key("conversations"), made.conversations }, { Key("messages"), made.messages } };
            });
        };
    });
    add(u"directory"_s, [this](Call &call) {
        const QString query = call.arguments.textOr(Key("query"), QString());
        const QString after = call.arguments.textOr(Key("after"), QString());
        return [this, id = call.id, query, after](Session &session) {
            finish(id, session.directory(query, after), [](const people::DirectoryPage &page) { return toJson(page); });
        };
    });
}

void Commands::addMessageCommands()
{
    add(u"send"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        const chat::Draft draft { call.arguments.text(Key("text")) };
        return [this, id = call.id, conversation, draft](Session &session) {
            finish(id, session.send(conversation, draft), [](MessageId message) {
                return QJsonObject { { Key("message"), text(message) } };
            });
        };
    });
    add(u"retry"_s, [this](Call &call) {
        return [this, id = call.id, message = call.arguments.id<MessageId>(Key("message"))](Session &session) {
            session.retry(message);
            m_output.answer(id);
        };
    });
    add(u"cancel"_s, [this](Call &call) {
        return [this, id = call.id, message = call.arguments.id<MessageId>(Key("message"))](Session &session) {
            session.cancel(message);
            m_output.answer(id);
        };
    });
    add(u"saveDraft"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        return [this, id = call.id, conversation, draft = call.arguments.text(Key("text"))](Session &session) {
            session.saveDraft(conversation, draft);
            m_output.answer(id);
        };
    });
    add(u"markRead"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        const Seq upTo { call.arguments.number(Key("upTo")) };
        return [this, id = call.id, conversation, upTo](Session &session) {
            session.markRead(conversation, upTo);
            m_output.answer(id);
        };
    });
    add(u"typing"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        return [this, id = call.id, conversation, isTyping = call.arguments.flag(Key("isTyping"))](Session &session) {
            session.setTyping(conversation, isTyping);
            m_output.answer(id);
        };
    });
    add(u"active"_s, [this](Call &call) {
        return [this, id = call.id, active = call.arguments.flag(Key("active"))](Session &session) {
            session.setActive(active);
            m_output.answer(id);
        };
    });
    add(u"fetchHole"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        const chat::Hole hole { Seq { call.arguments.number(Key("first")) },
            Seq { call.arguments.number(Key("last")) } };
        return [this, id = call.id, conversation, hole](Session &session) {
            session.fetchHole(conversation, hole);
            m_output.answer(id);
        };
    });
}

void Commands::addConversationCommands()
{
    add(u"createDirect"_s, [this](Call &call) {
        return [this, id = call.id, user = call.arguments.id<UserId>(Key("user"))](
                   Session &session) { finish(id, session.createDirect(user), conversationField); };
    });
    add(u"createGroup"_s, [this](Call &call) {
        const QString title = call.arguments.text(Key("title"));
        return [this, id = call.id, title, users = call.arguments.users(Key("users"))](
                   Session &session) { finish(id, session.createGroup(title, users), conversationField); };
    });
    add(u"rename"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        return [this, id = call.id, conversation, title = call.arguments.text(Key("title"))](
                   Session &session) { finish(id, session.rename(conversation, title)); };
    });
    add(u"addMembers"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        return [this, id = call.id, conversation, users = call.arguments.users(Key("users"))](
                   Session &session) { finish(id, session.addMembers(conversation, users)); };
    });
    add(u"removeMember"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        return [this, id = call.id, conversation, user = call.arguments.id<UserId>(Key("user"))](
                   Session &session) { finish(id, session.removeMember(conversation, user)); };
    });
    add(u"settings"_s, [this](Call &call) {
        const auto conversation = call.arguments.id<ConversationId>(Key("conversation"));
        return [this, id = call.id, conversation, settings = settingsOf(call.arguments)](
                   Session &session) { finish(id, session.setSettings(conversation, settings)); };
    });
}

} // namespace pc::headless
