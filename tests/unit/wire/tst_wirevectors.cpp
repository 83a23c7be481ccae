// SPDX-License-Identifier: GPL-3.0-or-later
// The examples in tests/vectors/wire, whose CBOR a script wrote from core/wire/README.md alone, and the tables of that
// page itself: what is written down is what the codec does.

#include "core/wire/codec.h"
#include "core/wire/fields.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace pc;
using namespace pc::wire;

namespace {

constexpr qint64 kRoomy = 1 << 20;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Key
{
    QString name;
    bool isRequired = false;

    bool operator==(const Key &) const = default;
};

/// Collects the keys of a struct in their order.
struct KeyList
{
    template<typename... Rest>
    void required(QLatin1StringView key, Rest...)
    {
        keys.push_back({ key, true });
    }

    template<typename... Rest>
    void optional(QLatin1StringView key, Rest...)
    {
        keys.push_back({ key, false });
    }

    std::vector<Key> keys;
};

template<typename Struct>
std::vector<Key> keysOf()
{
    KeyList list;
    fields(list, Of<Struct> {});
    return list.keys;
}

/// The table under the heading of that type.
std::vector<Key> documentedKeys(const QString &page, const QString &type)
{
    const qsizetype from = page.indexOf(QStringLiteral("\n### `%1` - ").arg(type));
    if (from < 0)
        return {};
    const QString section = page.mid(from, page.indexOf(QStringLiteral("\n#"), from + 1) - from);
    static const QRegularExpression row(QStringLiteral("\\n\\| `(\\w+)` \\| [^|]+ \\| (required|optional) \\|"));
    std::vector<Key> keys;
    for (const auto &match : row.globalMatch(section))
        keys.push_back({ match.captured(1), match.captured(2) == u"required" });
    return keys;
}

template<size_t... I>
void addRowForEachType(std::index_sequence<I...>)
{
    const auto add = [](QLatin1StringView type, const std::vector<Key> &keys) {
        if (!type.isEmpty())
            QTest::newRow(type.data()) << QString(type) << keys;
    };
    (add(typeOf(Of<std::variant_alternative_t<I, Payload>> {}), keysOf<std::variant_alternative_t<I, Payload>>()), ...);
}

} // namespace

class TestWireVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void examplesReadTheSameInBothEncodings_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("cbor");
        QTest::addColumn<QByteArray>("json");
        const QDir folder(QStringLiteral(PC_SOURCE_DIR "/tests/vectors/wire"));
        const QStringList names = folder.entryList({ QStringLiteral("*.json") });
        QVERIFY(size_t(names.size()) == std::variant_size_v<Payload> - 1); // all but UnknownFrame
        for (const QString &name : names) {
            const QJsonObject document = QJsonDocument::fromJson(contentOf(folder.filePath(name))).object();
            const QString type = document[u"type"].toString();
            const QJsonArray all = document[u"examples"].toArray();
            for (const QJsonValue example : all) {
                const QString title = "%1, %2"_L1.arg(type, example[u"name"].toString());
                QTest::newRow(qPrintable(title))
                    << type << QByteArray::fromHex(example[u"cbor"].toString().toLatin1())
                    << QJsonDocument(example[u"frame"].toObject()).toJson(QJsonDocument::Compact);
            }
        }
    }

    void examplesReadTheSameInBothEncodings()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, cbor);
        QFETCH(QByteArray, json);
        const auto fromCbor = decode(cbor, Encoding::Cbor, kRoomy);
        QVERIFY2(fromCbor.ok(), fromCbor ? "" : qPrintable(fromCbor.error().detail));
        const auto fromJson = decode(json, Encoding::Json, kRoomy);
        QVERIFY2(fromJson.ok(), fromJson ? "" : qPrintable(fromJson.error().detail));
        QVERIFY(*fromCbor == *fromJson);
        QCOMPARE(typeName(fromCbor->data), type);
        QCOMPARE(encode(*fromCbor, Encoding::Cbor).toHex(), cbor.toHex());
        QCOMPARE(encode(*fromCbor, Encoding::Json), json);
    }

    void everyTypeStandsInTheReadmeWithItsKeys_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<std::vector<Key>>("keys");
        addRowForEachType(std::make_index_sequence<std::variant_size_v<Payload>> {});
    }

    void everyTypeStandsInTheReadmeWithItsKeys()
    {
        QFETCH(QString, type);
        QFETCH(std::vector<Key>, keys);
        const QString page = QString::fromUtf8(contentOf(QStringLiteral(PC_SOURCE_DIR "/core/wire/README.md")));
        const auto documented = documentedKeys(page, type);
        QCOMPARE(documented.size(), keys.size());
        for (size_t i = 0; i < keys.size(); ++i) {
            QCOMPARE(documented[i].name, keys[i].name);
            QCOMPARE(documented[i].isRequired, keys[i].isRequired);
        }
    }
};

QTEST_APPLESS_MAIN(TestWireVectors)
#include "tst_wirevectors.moc"
