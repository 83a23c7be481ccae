// SPDX-License-Identifier: GPL-3.0-or-later
// Three hundred texts that mean something to somebody (SQL, search terms, formats, shells, paths, markup, odd Unicode), in every
// place where the relay takes text: none is more than text.

#include "core/relay/accounts/routes.h"
#include "core/sql/database.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

#include "accountsfixture.h"

using namespace pc;
using namespace pc::test;
using namespace Qt::StringLiterals;
using relay::front::HttpRequest;
using relay::front::HttpResponse;

namespace {

struct Group
{
    const char *what;
    QStringList texts;
};

QString times(const char16_t *text, int count)
{
    return QString::fromUtf16(text).repeated(count);
}

std::vector<Group> groups()
{
    return {
        { "sql",
            { u"'"_s, u"''"_s, u"\""_s, u"`"_s, u"--"_s, u"/*"_s, u"';--"_s, u"' OR 1=1 --"_s, u"\" OR \"\"=\""_s,
                u"'; DROP TABLE people; --"_s, u"' UNION SELECT * FROM people --"_s, u"1; ATTACH 'x' AS y"_s,
                u"x'; PRAGMA writable_schema=1; --"_s, u"?1"_s, u":name"_s, u"@name"_s, u"$name"_s, u"%"_s, u"_"_s,
                u"%%%"_s, u"\\%"_s, u"x' ESCAPE '"_s, u"' || hex(randomblob(9)) || '"_s } },
        { "search terms",
            { u"*"_s, u"ana*"_s, u"^ana"_s, u"name:ana"_s, u"{name}:ana"_s, u"ana NEAR ben"_s, u"NEAR(ana ben, 2)"_s,
                u"ana AND"_s, u"NOT ana"_s, u"(((("_s, u"\"ana"_s, u"-ana"_s, u"+ana"_s } },
        { "formats and shells",
            { u"%s%s%s%n"_s, u"%1$n"_s, u"{0}"_s, u"{{7*7}}"_s, u"${jndi:ldap://127.0.0.1/x}"_s, u"$(id)"_s, u"`id`"_s,
                u"| id"_s, u"; id"_s, u"&& id"_s, u"%1 %2"_s, u"=1+1"_s } },
        { "paths and markup",
            { u"../../etc/passwd"_s, u"..\\..\\x"_s, u"/dev/null"_s, u"file:///etc/passwd"_s, u"CON"_s,
                u"<script>alert(1)</script>"_s, u"<b>ana</b>"_s, u"&amp;&#x3c;"_s, u"]]>"_s, u"<!--"_s,
                u"javascript:x"_s } },
        { "json and numbers",
            { u"\\u0000"_s, u"\\\""_s, u"{\"a\":1}"_s, u"[]"_s, u"null"_s, u"true"_s, u"NaN"_s, u"1e309"_s, u"-1"_s,
                u"9007199254740993"_s, u"0x7fffffff"_s } },
        { "odd Unicode",
            { u"\u202Etxt.exe"_s, u"a\u200Bna"_s, u"\uFEFFana"_s, u"an\u0430"_s,
                u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s, u"\u0645\u0631\u062D\u0628\u0627"_s,
                u"\uFF07 OR 1=1"_s, u"\u02BC; --"_s, u"\uFFFD"_s, u"A\u030A"_s, u"\u0130"_s, u"\u00DF"_s,
                u"\u2028"_s } },
    };
}

/// As a text may come about: alone, inside another, twice, in capitals.
QStringList variantsOf(const QString &text)
{
    return { text, u"Ana "_s + text + u" Ben"_s, text + text, text.toUpper() + u'x' };
}

HttpResponse ask(AccountsFixture &relay, HttpRequest request)
{
    Routes routes(relay.accounts());
    std::promise<HttpResponse> promise;
    request.peer = "192.0.2.1";
    routes.handle(std::move(request), [&promise](HttpResponse response) { promise.set_value(std::move(response)); });
    return promise.get_future().get();
}

QJsonObject json(const HttpResponse &response)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
}

} // namespace

class TestHostileText : public QObject
{
    Q_OBJECT

    std::unique_ptr<AccountsFixture> m_relay;
    SchoolId m_school;
    QByteArray m_token;
    int m_rows = 0;

    HttpResponse post(const char *path, const QJsonObject &body, bool asAna = false)
    {
        HttpRequest request { "POST", path, {}, { { "content-type", "application/json" } },
            QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString(), {} };
        if (asAna)
            request.fields.emplace_back("authorization", "Bearer " + m_token.toStdString());
        return ask(*m_relay, std::move(request));
    }

    HttpResponse get(const std::string &path, const QString &query, const char *method = "GET")
    {
        HttpRequest request { method, path, query.toStdString(), {}, {}, {} };
        request.fields.emplace_back("authorization", "Bearer " + m_token.toStdString());
        return ask(*m_relay, std::move(request));
    }

    QJsonArray found(const QString &text)
    {
        const HttpResponse answer = get("/v1/people", u"q="_s + QString::fromLatin1(QUrl::toPercentEncoding(text)));
        return answer.status == 200 ? json(answer)[u"people"].toArray() : QJsonArray { answer.status };
    }

    QStringList tables()
    {
        auto database = sql::Database::open(m_relay->path(), sql::OpenMode::Beside);
        return database ? (*database)->handle().tables() : QStringList();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_relay = std::make_unique<AccountsFixture>();
        m_school = m_relay->school();
        m_token = m_relay->joined(m_school, u"ana"_s, people::Role::Staff).tokens.access;
        m_relay->joined(m_school, u"vito"_s, people::Role::Staff);
    }

    void aTextIsOnlyAText_data()
    {
        QTest::addColumn<QString>("text");
        for (const Group &group : groups()) {
            for (const QString &text : group.texts) {
                for (const QString &variant : variantsOf(text))
                    QTest::addRow("%s %d", group.what, ++m_rows) << variant;
            }
        }
        for (const int count : { 199, 200, 201, 5'000 })
            QTest::addRow("long %d", count) << times(u"\u0301", count);
    }

    void aTextIsOnlyAText()
    {
        QFETCH(QString, text);
        const QStringList before = tables();
        const QString device = u"Laptop"_s;
        // As name, password or invite it opens nothing. (A name that looks like Ana's is hers: her password would do.)
        const HttpResponse named = post("/v1/login",
            { { u"userName"_s, text }, { u"password"_s, u"another password"_s }, { u"deviceName"_s, device },
                { u"platform"_s, u"x"_s } });
        QVERIFY2(named.status == 401 || named.status == 400, named.body.c_str());
        const HttpResponse guessed = post("/v1/login",
            { { u"userName"_s, u"ana"_s }, { u"password"_s, text }, { u"deviceName"_s, device },
                { u"platform"_s, u"x"_s } });
        QVERIFY2(guessed.status == 401 || guessed.status == 400, guessed.body.c_str());
        const HttpResponse invited = post("/v1/register",
            { { u"invite"_s, text }, { u"userName"_s, u"newcomer"_s }, { u"password"_s, kPassword },
                { u"deviceName"_s, device }, { u"platform"_s, u"x"_s } });
        QVERIFY2(invited.status == 404 || invited.status == 400, invited.body.c_str());

        // As a search it finds what holds it, which is nobody; as an id or cursor it is none.
        const QJsonArray people = found(text);
        const bool isNothing = text.trimmed().isEmpty(); // no search at all
        QVERIFY2(people.isEmpty() || people == QJsonArray { 400 } || (isNothing && people.size() == 1),
            QJsonDocument(people).toJson().constData());
        const std::string encoded = QUrl::toPercentEncoding(text).toStdString();
        const int gone = get("/v1/devices/" + encoded, {}, "DELETE").status;
        QVERIFY2(gone == 404 || gone == 400, std::to_string(gone).c_str());
        const int after = get("/v1/people", u"after="_s + QString::fromStdString(encoded)).status;
        QVERIFY2(after == 400 || after == 200, std::to_string(after).c_str()); // some letters are base64

        // As a person's name it is refused, or kept to the letter and found by itself.
        const auto made = awaited<PersonRecord>([&](auto reply) {
            m_relay->accounts().administration().createPerson({ m_school, text, people::Role::Staff, {} }, reply);
        });
        if (made) {
            QCOMPARE(made->person.name, text.trimmed().normalized(QString::NormalizationForm_C));
        } else {
            QCOMPARE(made.code(), Errc::Invalid);
        }
        QCOMPARE(tables(), before);
        QCOMPARE(found(u"vito"_s).size(), 1);
    }

    void cleanupTestCase()
    {
        auto database = sql::Database::open(m_relay->path(), sql::OpenMode::Beside);
        QVERIFY(database.ok() && (*database)->checkIntegrity());
        database->reset();
        m_relay.reset();
    }
};

QTEST_GUILESS_MAIN(TestHostileText)
#include "tst_hostiletext.moc"
