// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/commandline.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <span>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;
using Kind = CommandLine::Kind;

enum class OptionType : quint8 {
    Text,
    Number,
    Flag,
    Texts, ///< May be given again and again.
};

struct Option
{
    QLatin1StringView name; ///< As typed, without "--".
    QLatin1StringView key; ///< In the request.
    OptionType type = OptionType::Text;
};

struct Command
{
    QLatin1StringView words; ///< As typed.
    QLatin1StringView name; ///< In the request.
    QLatin1StringView usage;
    std::span<const Option> options;
};

constexpr std::array kPolicyOptions {
    Option { "name"_L1, "name"_L1 },
    Option { "school"_L1, "school"_L1 },
    Option { "guardians-write-to-guardians"_L1, "guardiansMayWriteToGuardians"_L1, OptionType::Flag },
    Option { "guardians-create-groups"_L1, "guardiansMayCreateGroups"_L1, OptionType::Flag },
};
constexpr std::array kPersonOptions {
    Option { "school"_L1, "school"_L1 },
    Option { "name"_L1, "name"_L1 },
    Option { "role"_L1, "role"_L1 },
    Option { "label"_L1, "label"_L1 },
};
constexpr std::array kInviteOptions {
    Option { "person"_L1, "person"_L1 },
    Option { "school"_L1, "school"_L1 },
    Option { "role"_L1, "role"_L1 },
    Option { "label"_L1, "label"_L1 },
    Option { "days"_L1, "days"_L1, OptionType::Number },
    Option { "uses"_L1, "uses"_L1, OptionType::Number },
};
constexpr std::array kObjectOptions {
    Option { "person"_L1, "person"_L1 },
    Option { "device"_L1, "device"_L1 },
    Option { "invite"_L1, "invite"_L1 },
};
constexpr std::array kRetentionOptions {
    Option { "school"_L1, "school"_L1 },
    Option { "days"_L1, "days"_L1, OptionType::Number },
};
constexpr std::array kHoldOptions {
    Option { "school"_L1, "school"_L1 },
    Option { "person"_L1, "person"_L1 },
    Option { "conversation"_L1, "conversation"_L1 },
};
constexpr std::array kDutyOptions {
    Option { "person"_L1, "person"_L1 },
    Option { "to"_L1, "to"_L1 },
    Option { "yes"_L1, "yes"_L1, OptionType::Flag },
};
constexpr std::array kClassOptions {
    Option { "school"_L1, "school"_L1 },
    Option { "name"_L1, "name"_L1 },
    Option { "class"_L1, "class"_L1 },
    Option { "member"_L1, "members"_L1, OptionType::Texts },
};
constexpr std::array kFileOptions {
    Option { "file"_L1, "file"_L1 },
};
constexpr std::array kAuditOptions {
    Option { "before"_L1, "before"_L1, OptionType::Number },
    Option { "limit"_L1, "limit"_L1, OptionType::Number },
    Option { "head"_L1, "head"_L1 },
};
constexpr std::array kListOptions {
    Option { "class"_L1, "class"_L1 },
    Option { "school"_L1, "school"_L1 },
    Option { "person"_L1, "person"_L1 },
    Option { "search"_L1, "search"_L1 },
    Option { "after"_L1, "after"_L1 },
    Option { "limit"_L1, "limit"_L1, OptionType::Number },
};

const std::array kCommands {
    Command { "create-school"_L1, "create-school"_L1,
        "--name NAME [--guardians-write-to-guardians] [--guardians-create-groups]"_L1, kPolicyOptions },
    Command { "set-policy"_L1, "set-policy"_L1,
        "--school ID [--guardians-write-to-guardians] [--guardians-create-groups]"_L1, kPolicyOptions },
    Command { "create-person"_L1, "create-person"_L1,
        "--school ID --name NAME [--role guardian|staff|administrator] [--label TEXT]"_L1, kPersonOptions },
    Command { "create-invite"_L1, "create-invite"_L1,
        "--person ID | --school ID [--role ROLE] [--label TEXT] [--uses N]; [--days N]"_L1, kInviteOptions },
    Command { "withdraw-invite"_L1, "withdraw-invite"_L1, "--invite ID"_L1, kObjectOptions },
    Command { "reset-password"_L1, "reset-password"_L1, "--person ID"_L1, kObjectOptions },
    Command { "disable-person"_L1, "disable-person"_L1, "--person ID"_L1, kObjectOptions },
    Command { "enable-person"_L1, "enable-person"_L1, "--person ID"_L1, kObjectOptions },
    Command { "revoke-device"_L1, "revoke-device"_L1, "--device ID"_L1, kObjectOptions },
    Command { "create-class"_L1, "create-class"_L1, "--school ID --name NAME --member ID [--member ID ...]"_L1,
        kClassOptions },
    Command { "add-to-class"_L1, "add-to-class"_L1, "--class ID --member ID [--member ID ...]"_L1, kClassOptions },
    Command {
        "remove-from-class"_L1, "remove-from-class"_L1, "--class ID --member ID [--member ID ...]"_L1, kClassOptions },
    Command { "set-retention"_L1, "set-retention"_L1, "--school ID --days N"_L1, kRetentionOptions },
    Command { "place-hold"_L1, "place-hold"_L1, "--school ID | --person ID | --conversation ID"_L1, kHoldOptions },
    Command { "release-hold"_L1, "release-hold"_L1, "--school ID | --person ID | --conversation ID"_L1, kHoldOptions },
    Command { "list holds"_L1, "list-holds"_L1, ""_L1, {} },
    Command { "export"_L1, "export"_L1, "--person ID --to FOLDER"_L1, kDutyOptions },
    Command { "erase"_L1, "erase"_L1, "--person ID --yes"_L1, kDutyOptions },
    Command { "compact"_L1, "compact"_L1, ""_L1, {} },
    Command { "list schools"_L1, "list-schools"_L1, ""_L1, {} },
    Command { "list people"_L1, "list-people"_L1, "--school ID [--search TEXT] [--after CURSOR] [--limit N]"_L1,
        kListOptions },
    Command { "list invites"_L1, "list-invites"_L1, "--school ID [--after CURSOR] [--limit N]"_L1, kListOptions },
    Command { "list devices"_L1, "list-devices"_L1, "--person ID [--after CURSOR] [--limit N]"_L1, kListOptions },
    Command { "list classes"_L1, "list-classes"_L1, "--school ID [--after CURSOR] [--limit N]"_L1, kListOptions },
    Command { "list members"_L1, "list-members"_L1, "--class ID [--after CURSOR] [--limit N]"_L1, kListOptions },
    Command { "show person"_L1, "show-person"_L1, "--person ID"_L1, kObjectOptions },
    Command { "statistics"_L1, "statistics"_L1, ""_L1, {} },
    Command { "limits"_L1, "limits"_L1, ""_L1, {} },
    Command { "doctor"_L1, "doctor"_L1, ""_L1, {} },
    Command { "backup key"_L1, "backup-key"_L1, "--file FILE"_L1, kFileOptions },
    Command { "backup create"_L1, "backup-create"_L1, "--file FILE"_L1, kFileOptions },
    Command { "backup verify"_L1, "backup-verify"_L1, "--file FILE"_L1, kFileOptions },
    Command { "backup restore"_L1, "backup-restore"_L1, "--file FILE"_L1, kFileOptions },
    Command { "audit list"_L1, "audit-list"_L1, "[--before NUMBER] [--limit N]"_L1, kAuditOptions },
    Command { "audit verify"_L1, "audit-verify"_L1, "[--head HASH]"_L1, kAuditOptions },
    Command { "audit head"_L1, "audit-head"_L1, ""_L1, {} },
};

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
    return std::ranges::any_of(
        kCommands, [start = QString(word + u' ')](const Command &c) { return QString(c.words).startsWith(start); });
}

const Command *findCommand(const QString &typed)
{
    const auto found
        = std::find_if(kCommands.begin(), kCommands.end(), [&typed](const Command &c) { return c.words == typed; });
    return found == kCommands.end() ? nullptr : &*found;
}

Result<void> readCommandOption(const Command &command, const QString &typed, Words &words, QJsonObject &arguments)
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
    const Command *command = nullptr;
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
    for (const Command &command : kCommands)
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
