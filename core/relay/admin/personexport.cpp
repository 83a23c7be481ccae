// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/personexport.h"

#include "core/base/newfolder.h"
#include "core/relay/accounts/accountsjson.h"
#include "core/relay/log/personalrows.h"
#include "core/sql/database.h"

#include <QJsonDocument>

#include <memory>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;
using log::PersonalTable;

constexpr int kRowsShown = 200;
constexpr qsizetype kLettersShown = 120;

QString shown(const QJsonValue &value)
{
    QString text = value.isNull() ? QString() : value.toVariant().toString();
    if (text.size() > kLettersShown)
        text = u"%1 characters, in the file"_s.arg(text.size());
    return text.toHtmlEscaped();
}

/// Writes the files of the tables as their rows come, and gathers what the page shows of them.
class Folder
{
public:
    explicit Folder(QString path)
        : m_path(std::move(path))
    {
    }

    Result<void> take(const PersonalTable &table, const QJsonObject &row)
    {
        if (m_table != &table) {
            if (auto begun = begin(table, row); !begun)
                return begun;
        }
        ++m_result.rows;
        ++m_rows;
        if (m_rows <= kRowsShown)
            showRow(row);
        return m_file->put((m_rows == 1 ? "\n" : ",\n") + QJsonDocument(row).toJson(QJsonDocument::Compact));
    }

    Result<PersonExport> finish(const QString &person, UtcTime now)
    {
        if (auto ended = end(); !ended)
            return ended.error();
        NewFile page(m_path + u"/index.html"_s);
        auto done = page.open();
        if (done)
            done = page.put(pageOf(person, now).toUtf8());
        if (done)
            done = page.close();
        if (!done)
            return done.error();
        ++m_result.files;
        return m_result;
    }

private:
    Result<void> begin(const PersonalTable &table, const QJsonObject &row)
    {
        if (auto ended = end(); !ended)
            return ended;
        m_table = &table;
        m_rows = 0;
        m_file = std::make_unique<NewFile>(m_path + u'/' + table.table + u".json"_s);
        ++m_result.files;
        m_html += u"<h2>%1</h2><p>%2 (<a href=\"%1.json\">%1.json</a>)</p><table><tr>"_s.arg(
            QString(table.table), QString(table.holds).toHtmlEscaped());
        for (const QString &name : row.keys())
            m_html += u"<th>"_s + name.toHtmlEscaped() + u"</th>"_s;
        m_html += u"</tr>\n"_s;
        auto opened = m_file->open();
        return opened ? m_file->put("[") : opened;
    }

    Result<void> end()
    {
        if (!m_file)
            return {};
        m_html += u"</table>\n"_s;
        if (m_rows > kRowsShown)
            m_html += u"<p>and %1 more in the file</p>\n"_s.arg(m_rows - kRowsShown);
        auto done = m_file->put("\n]\n");
        if (done)
            done = m_file->close();
        m_file.reset();
        return done;
    }

    void showRow(const QJsonObject &row)
    {
        m_html += u"<tr>"_s;
        for (const QJsonValue &value : row)
            m_html += u"<td>"_s + shown(value) + u"</td>"_s;
        m_html += u"</tr>\n"_s;
    }

    QString pageOf(const QString &person, UtcTime now) const
    {
        QString page
            = u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
              "'unsafe-inline'\"><title>What the relay holds of %1</title>"
              "<style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}"
              "td,th{border:1px solid #888;padding:.2em .5em;text-align:start;vertical-align:top}</style>"
              "</head><body>\n<h1>What the relay holds of %1</h1>\n<p>As of %2. What was written is sealed "
              "between the devices of those who are in the conversation: the relay cannot read it, and so "
              "neither can this page. Whoever wrote it can read it, and export it, in ParentConnect.</p>\n"_s.arg(
                  person.toHtmlEscaped(), accounts::timeText(now));
        page += m_html + u"<h2>Files</h2>\n<table><tr><th>file</th><th>holds</th></tr>\n"_s;
        for (const log::PersonalFile &file : log::personalFiles()) {
            page += u"<tr><td>%1</td><td>%2</td></tr>\n"_s.arg(
                QString(file.name).toHtmlEscaped(), QString(file.holds).toHtmlEscaped());
        }
        return page + u"</table></body></html>\n"_s;
    }

    QString m_path;
    const PersonalTable *m_table = nullptr;
    std::unique_ptr<NewFile> m_file;
    int m_rows = 0;
    QString m_html;
    PersonExport m_result;
};

} // namespace

Result<PersonExport> exportPerson(const QString &dataDirectory, UserId person, const QString &folder, UtcTime now)
{
    auto made = NewFolder::begin(folder);
    if (!made)
        return made.error();
    auto database = sql::Database::open(dataDirectory + u"/relay.db"_s, sql::OpenMode::Beside);
    if (!database)
        return { database.code(), u"the data in %1 cannot be read: %2"_s.arg(dataDirectory, database.error().detail) };
    Folder files((*made)->path());
    auto read = log::readPersonalRows(**database, person,
        [&files](const PersonalTable &table, const QJsonObject &row) { return files.take(table, row); });
    if (!read)
        return read.error();
    auto result = files.finish(person.raw().toString(), now);
    if (!result)
        return result;
    if (auto named = (*made)->finish(); !named)
        return named.error();
    return result;
}

} // namespace pc::relay::admin
