// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/values.h"

namespace pc::headless {

namespace {

using namespace Qt::StringLiterals;

QString nameOf(chat::ContentKind kind)
{
    switch (kind) {
    case chat::ContentKind::Text:
        return u"text"_s;
    case chat::ContentKind::Event:
        return u"event"_s;
    case chat::ContentKind::Unreadable:
        return u"unreadable"_s;
    case chat::ContentKind::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString nameOf(chat::Missing missing)
{
    switch (missing) {
    case chat::Missing::NotYet:
        return u"notYet"_s;
    case chat::Missing::BeforeThisDevice:
        return u"beforeThisDevice"_s;
    case chat::Missing::WithoutThisDevice:
        return u"withoutThisDevice"_s;
    case chat::Missing::Damaged:
        return u"damaged"_s;
    case chat::Missing::Refused:
        break;
    }
    return u"refused"_s;
}

QString nameOf(chat::EventKind kind)
{
    switch (kind) {
    case chat::EventKind::Created:
        return u"created"_s;
    case chat::EventKind::Renamed:
        return u"renamed"_s;
    case chat::EventKind::MembersAdded:
        return u"membersAdded"_s;
    case chat::EventKind::MembersRemoved:
        return u"membersRemoved"_s;
    case chat::EventKind::Left:
        break;
    }
    return u"left"_s;
}

QJsonObject toJson(const chat::Hole &hole)
{
    return { { u"first"_s, hole.first.raw() }, { u"last"_s, hole.last.raw() } };
}

} // namespace

QString nameOf(chat::DeliveryState state)
{
    switch (state) {
    case chat::DeliveryState::Sending:
        return u"sending"_s;
    case chat::DeliveryState::Sent:
        return u"sent"_s;
    case chat::DeliveryState::Delivered:
        return u"delivered"_s;
    case chat::DeliveryState::Read:
        return u"read"_s;
    case chat::DeliveryState::Failed:
        break;
    }
    return u"failed"_s;
}

QJsonObject toJson(const chat::Message &message)
{
    QJsonObject json { { u"message"_s, text(message.id) }, { u"conversation"_s, text(message.conversation) },
        { u"sender"_s, text(message.sender) }, { u"device"_s, text(message.device) },
        { u"order"_s, QString::number(message.order.raw()) }, { u"seq"_s, message.seq.raw() },
        { u"time"_s, toMilliseconds(message.time) }, { u"kind"_s, nameOf(message.content.kind) },
        { u"text"_s, message.content.text }, { u"state"_s, nameOf(message.state) },
        { u"outgoing"_s, message.outgoing } };
    if (message.content.kind == chat::ContentKind::Event)
        json.insert(u"what"_s, nameOf(message.content.event));
    if (message.content.kind == chat::ContentKind::Unreadable)
        json.insert(u"missing"_s, nameOf(message.content.missing));
    if (message.content.written)
        json.insert(u"written"_s, toMilliseconds(*message.content.written));
    if (message.missesEarlier)
        json.insert(u"missesEarlier"_s, true);
    if (message.failure)
        json.insert(u"failure"_s, QString(wireName(*message.failure)));
    return json;
}

QJsonObject toJson(const chat::Page &page)
{
    QJsonArray holes;
    for (const chat::Hole &hole : page.holes)
        holes.append(toJson(hole));
    return { { u"messages"_s, toJsonArray(page.messages) }, { u"holes"_s, holes }, { u"atStart"_s, page.atStart },
        { u"atEnd"_s, page.atEnd }, { u"before"_s, page.before }, { u"total"_s, page.total } };
}

QJsonObject toJson(const chat::MemberReceipt &receipt)
{
    return { { u"user"_s, text(receipt.user) }, { u"deliveredAt"_s, optionalTime(receipt.deliveredAt) },
        { u"readAt"_s, optionalTime(receipt.readAt) } };
}

} // namespace pc::headless
