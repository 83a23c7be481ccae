// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/commandline.h"

#include "core/relay/admin/commandtable.h"

#include <QJsonArray>

#include <algorithm>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;
using Kind = CommandLine::Kind;

using Option = TypedOption;

Error wrong(const QString &what)
{
    return { Errc::Invalid, what };
}

/// The words one after the other, with a look ahead for an option's value.
class Words
{
public:
    explicit Words(QStringList words)
        : m_words(std::move(words))
    {
    }

    bool atEnd() const { return m_words.isEmpty(); }
    QString peek() const { return m_words.value(0); }
    QString next() { return m_words.takeFirst(); }

    /// The value of the option that was just read.
    Result<QString> value(const QString &option)
    {
        if (atEnd() || peek().startsWith("--"_L1))
            return wrong(option + u" needs a value"_s);
        return next();
    }

private:
    QStringList m_words;
};

/// The options that every command takes; false when this is none of them.
Result<bool> readCommonOption(CommandLine &line, const QString &option, Words &words)
{
    if (option == "--json"_L1) {
        line.json = true;
        return true;
    }
    if (option != "--config"_L1 && option != "--data"_L1 && option != "--port"_L1)
        return false;
    const auto value = words.value(option);
    if (!value)
        return value.error();
    if (option == "--config"_L1) {
        line.config = *value;
    } else if (option == "--data"_L1) {
        line.dataDirectory = *value;
    } else {
        bool ok = false;
        line.port = value->toUShort(&ok);
        if (!ok)
            return wrong(u"--port needs a number from 0 to 65535"_s);
    }
    return true;
}

Result<void> readOnlyCommonOptions(CommandLine &line, Words &words)
{
    while (!words.atEnd()) {
        const QString option = words.next();
        const auto known = readCommonOption(line, option, words);
        if (!known)
            return known.error();
        if (!*known)
            return wrong(u"%1 is not understood; see --help"_s.arg(option));
    }
    return {};
}

/// The first of two words, as "list" is.
bool isGroup(const QString &word)
{
    return std::ranges::any_of(typedCommands(),
        [start = QString(word + u' ')](const TypedCommand &c) { return QString(c.words).startsWith(start); });
}

const TypedCommand *findCommand(const QString &typed)
{
    const auto found
        = std::ranges::find_if(typedCommands(), [&typed](const TypedCommand &c) { return c.words == typed; });
    return found == typedCommands().end() ? nullptr : &*found;
}

Result<void> readCommandOption(const TypedCommand &command, const QString &typed, Words &words, QJsonObject &arguments)
{
    const auto option = std::find_if(command.options.begin(), command.options.end(),
        [&typed](const Option &o) { return typed == "--"_L1 + o.name; });
    if (option == command.options.end())
        return wrong(u"%1 is not an option of %2"_s.arg(typed, command.words));
    if (option->type == OptionType::Flag) {
        arguments.insert(option->key, true);
        return {};
    }
    const auto value = words.value(typed);
    if (!value)
        return value.error();
    if (option->type == OptionType::Text) {
        arguments.insert(option->key, *value);
        return {};
    }
    if (option->type == OptionType::Texts) {
        QJsonArray texts = arguments.value(option->key).toArray();
        texts.append(*value);
        arguments.insert(option->key, texts);
        return {};
    }
    bool ok = false;
    arguments.insert(option->key, value->toInt(&ok));
    return ok ? Result<void>() : wrong(typed + u" needs a whole number"_s);
}

Result<CommandLine> readAdmin(Words words)
{
    CommandLine line;
    line.kind = Kind::Admin;
    const TypedCommand *command = nullptr;
    QJsonObject arguments;
    while (!words.atEnd()) {
        QString word = words.next();
        const auto common = readCommonOption(line, word, words);
        if (!common)
            return common.error();
        if (*common)
            continue;
        if (command) {
            if (auto read = readCommandOption(*command, word, words, arguments); !read)
                return read.error();
            continue;
        }
        if (isGroup(word) && !words.atEnd())
            word += u' ' + words.next();
        command = findCommand(word);
        if (!command)
            return wrong(u"there is no command %1; see --help"_s.arg(word));
    }
    if (!command)
        return wrong(u"admin needs a command; see --help"_s);
    line.request = { { u"command"_s, QString(command->name) }, { u"arguments"_s, arguments } };
    return line;
}

Result<CommandLine> readConfig(Words words)
{
    CommandLine line;
    const QString what = words.atEnd() ? QString() : words.next();
    if (what != "check"_L1 && what != "show"_L1)
        return wrong(u"config is followed by check or show"_s);
    line.kind = what == "check"_L1 ? Kind::ConfigCheck : Kind::ConfigShow;
    if (auto read = readOnlyCommonOptions(line, words); !read)
        return read.error();
    return line;
}

QString describeValue(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    return value.toVariant().toString();
}

QString describeObject(const QJsonObject &object)
{
    QString text;
    for (auto field = object.begin(); field != object.end(); ++field) {
        QStringList list;
        for (const QJsonValue &item : field->toArray())
            list << describeValue(item);
        if (!list.isEmpty())
            text += field.key() + u": "_s + list.join(u' ') + u'\n';
        const QJsonObject inner = field->toObject();
        for (auto part = inner.begin(); part != inner.end(); ++part)
            text += field.key() + u'.' + part.key() + u": "_s + describeValue(*part) + u'\n';
        if (!field->isArray() && !field->isObject() && !(field->isString() && field->toString().isEmpty()))
            text += field.key() + u": "_s + describeValue(*field) + u'\n';
    }
    return text;
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList &typed)
{
    CommandLine line;
    if (typed.contains("--help"_L1) || typed.contains("-h"_L1)) {
        line.kind = Kind::Help;
        return line;
    }
    if (typed.contains("--version"_L1)) {
        line.kind = Kind::Version;
        return line;
    }
    Words words(typed);
    const QString first = words.peek();
    if (first == "admin"_L1 || first == "config"_L1) {
        words.next();
        return first == "admin"_L1 ? readAdmin(words) : readConfig(words);
    }
    // What a command of administration begins with needs no "admin" before it.
    if (!first.startsWith(u'-') && (findCommand(first) || isGroup(first)))
        return readAdmin(words);
    if (first == "restored"_L1)
        line.kind = Kind::Restored;
    if (first == "serve"_L1 || first == "restored"_L1)
        words.next();
    if (auto read = readOnlyCommonOptions(line, words); !read)
        return read.error();
    return line;
}

QString helpText()
{
    QString text
        = QStringLiteral("Usage: parentconnect-relay [serve] [options]\n"
                         "       parentconnect-relay admin [options] COMMAND\n"
                         "       parentconnect-relay config check|show [--config FILE]\n"
                         "       parentconnect-relay restored [options]\n"
                         "\n"
                         "serve runs the relay until it is told to stop (SIGTERM: says goodbye to clients first).\n"
                         "admin asks the running relay, or opens the data itself when none runs.\n"
                         "restored, once after a backup was put in place and before serve: devices bring back what is\n"
                         "missing there of their own messages.\n"
                         "\n"
                         "Options:\n"
                         "  --config FILE   the configuration; else %1, if there is one\n"
                         "  --data DIR      the data directory, instead of the configuration's\n"
                         "  --port PORT     the port, instead of the configuration's; 0 takes any free one\n"
                         "  --json          answers of admin commands as JSON\n"
                         "  --help, --version\n"
                         "\n"
                         "Commands of admin:\n")
              .arg(kUsualConfig);
    for (const TypedCommand &command : typedCommands())
        text += u"  %1 %2\n"_s.arg(QString(command.words), QString(command.usage)).replace(u" \n"_s, u"\n"_s);
    text += u"\nExit codes: 0 done, 1 refused or failed, 2 not understood.\n"_s;
    return text;
}

QString describeAnswer(const QJsonObject &answer)
{
    if (!answer.value(u"ok").toBool() && !answer.contains("result"_L1)) {
        return u"%1 (%2)\n"_s.arg(answer.value(u"message").toString(), answer.value(u"code").toString());
    }
    const QJsonObject result = answer.value(u"result").toObject();
    if (!result.contains("items"_L1))
        return result.isEmpty() ? u"done\n"_s : describeObject(result);
    QStringList blocks;
    const QJsonArray items = result.value(u"items").toArray();
    for (const QJsonValue &item : items)
        blocks << describeObject(item.toObject());
    const QString next = result.value(u"next").toString();
    return blocks.join(u'\n') + (next.isEmpty() ? QString() : u"\nmore with --after %1\n"_s.arg(next));
}

} // namespace pc::relay::admin
