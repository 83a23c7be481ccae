// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/ownexport.h"

#include "core/base/newfolder.h"
#include "core/store/order.h"
#include "core/store/timeline.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace pc::session {

namespace {

using namespace Qt::StringLiterals;

constexpr int kRowsAtOnce = 500;

QString exportTime(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC).toString(Qt::ISODateWithMs);
}

QByteArray jsonOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString cell(const QString &text)
{
    return u"<td>"_s + text.toHtmlEscaped() + u"</td>"_s;
}

/// Writes both files side by side, a page of rows at a time.
class OwnPages
{
public:
    OwnPages(store::Store &store, const store::Profile &self, const QString &path)
        : m_store(store)
        , m_self(self)
        , m_json(path + u"/messages.json"_s)
        , m_html(path + u"/index.html"_s)
    {
    }

    Result<OwnExport> write(UtcTime now)
    {
        auto done = begin(now);
        auto summaries = store::Timeline(m_store).summaries();
        if (!summaries)
            return summaries.error();
        for (const chat::ConversationSummary &summary : *summaries) {
            if (done)
                done = conversation(summary.conversation);
        }
        if (done)
            done = end();
        return done ? Result<OwnExport>(m_result) : Result<OwnExport>(done.error());
    }

private:
    Result<void> begin(UtcTime now)
    {
        auto done = m_json.open();
        if (done)
            done = m_html.open();
        const QJsonObject person { { u"id"_s, m_self.person.id.raw().toString() }, { u"name"_s, m_self.person.name },
            { u"school"_s, m_self.schoolName } };
        if (done)
            done = m_json.put(R"({"person":)" + jsonOf(person) + R"(,"made":")" + exportTime(now).toLatin1()
                + R"(","conversations":[)");
        if (!done)
            return done;
        return m_html.put(
            u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" "
            "content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>%1</title><style>body{font-family:"
            "sans-serif;margin:2em}td{padding:.2em .5em;text-align:start;vertical-align:top;white-space:pre-wrap;"
            "unicode-bidi:isolate}</style></head><body>\n<h1>%1, %2</h1><p>%3</p>\n"_s
                .arg(m_self.person.name.toHtmlEscaped(), m_self.schoolName.toHtmlEscaped(), exportTime(now))
                .toUtf8());
    }

    Result<void> end()
    {
        for (const auto &[file, last] : { std::pair(&m_json, "]}\n"), std::pair(&m_html, "</body></html>\n") }) {
            if (auto put = file->put(last); !put)
                return put;
            if (auto closed = file->close(); !closed)
                return closed;
        }
        return {};
    }

    Result<void> conversation(const chat::Conversation &conversation)
    {
        QStringList names;
        QJsonArray members;
        for (const chat::Member &member : conversation.members) {
            names << member.person.name;
            members.append(
                QJsonObject { { u"id"_s, member.person.id.raw().toString() }, { u"name"_s, member.person.name } });
        }
        const QString title = conversation.title.isEmpty() ? names.join(u", "_s) : conversation.title;
        QByteArray head = jsonOf({ { u"id"_s, conversation.id.raw().toString() }, { u"title"_s, conversation.title },
            { u"members"_s, members } });
        head.chop(1); // its messages follow
        auto done = m_json.put((m_result.conversations++ > 0 ? "," : "") + head + R"(,"messages":[)");
        if (done)
            done = m_html.put(
                u"<h2>%1</h2><p>%2</p>\n<table>\n"_s.arg(title.toHtmlEscaped(), names.join(u", "_s).toHtmlEscaped())
                    .toUtf8());
        if (done)
            done = messages(conversation.id);
        if (done)
            done = m_json.put("]}");
        return done ? m_html.put("</table>\n") : done;
    }

    Result<void> messages(ConversationId id)
    {
        bool isFirst = true;
        for (chat::OrderKey from { 1 };;) {
            auto rows = m_store.messages.from(id, from, kRowsAtOnce);
            if (!rows)
                return rows.error();
            for (const chat::Message &message : *rows) {
                // What happened to a conversation, and what cannot be read, is no message of anybody's.
                if (message.content.kind != chat::ContentKind::Text)
                    continue;
                if (auto put = row(message, std::exchange(isFirst, false)); !put)
                    return put;
            }
            if (int(rows->size()) < kRowsAtOnce)
                return {};
            from = chat::OrderKey { rows->back().order.raw() + 1 };
        }
    }

    Result<void> row(const chat::Message &message, bool isFirst)
    {
        auto name = nameOf(message.sender);
        if (!name)
            return name.error();
        ++m_result.messages;
        const QJsonObject object { { u"id"_s, message.id.raw().toString() },
            { u"sender"_s, message.sender.raw().toString() }, { u"name"_s, *name },
            { u"time"_s, exportTime(message.time) }, { u"text"_s, message.content.text },
            { u"sent"_s, message.seq > Seq {} } };
        if (auto put = m_json.put((isFirst ? "\n" : ",\n") + jsonOf(object)); !put)
            return put;
        return m_html.put(
            (u"<tr>"_s + cell(exportTime(message.time)) + cell(*name) + cell(message.content.text) + u"</tr>\n"_s)
                .toUtf8());
    }

    Result<QString> nameOf(UserId user)
    {
        auto person = m_store.people.find(user);
        if (!person)
            return person.error();
        return *person ? (*person)->name : QString();
    }

    store::Store &m_store;
    const store::Profile &m_self;
    NewFile m_json;
    NewFile m_html;
    OwnExport m_result;
};

} // namespace

Result<OwnExport> exportOwn(store::Store &store, const store::Profile &self, const QString &folder, UtcTime now)
{
    auto made = NewFolder::begin(folder);
    if (!made)
        return made.error();
    auto written = OwnPages(store, self, (*made)->path()).write(now);
    if (!written)
        return written;
    if (auto named = (*made)->finish(); !named)
        return named.error();
    return written;
}

} // namespace pc::session
