// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/local.h"

#include "core/relay/accounts/accountsjson.h"
#include "core/relay/admin/adminclient.h"
#include "core/relay/admin/admincommands.h"
#include "core/relay/admin/backup.h"
#include "core/relay/admin/doctor.h"
#include "core/relay/admin/personexport.h"
#include "core/relay/admin/secretfile.h"

#include <QFileInfo>
#include <QJsonArray>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;

QJsonObject toJson(const BackupSummary &summary)
{
    return { { u"bytes"_s, summary.bytes }, { u"rows"_s, summary.rows }, { u"auditNumber"_s, summary.auditNumber },
        { u"auditHead"_s, QString::fromLatin1(summary.auditHead.toHex()) } };
}

QJsonObject answerOf(const Result<BackupSummary> &summary)
{
    return summary ? success(toJson(*summary)) : refusal(summary.error());
}

Result<crypto::SecretBytes> keyFor(const LocalContext &context)
{
    const QString path = secretPath(context.config.backupKey, u"backup.key"_s, context.credentials);
    if (path.isEmpty())
        return { Errc::KeyMissing,
            u"no key for backups: name its file as backup.key_file, or hand it over as the "
            "credential backup.key"_s };
    return readKey(path, context.credentials);
}

QJsonObject backup(const QString &command, const QString &file, const LocalContext &context)
{
    if (command == "backup-key"_L1) {
        const auto made = makeKey(file);
        return made ? success({}) : refusal(made.error());
    }
    const auto key = keyFor(context);
    if (!key)
        return refusal(key.error());
    const QString &data = context.config.relay.dataDirectory;
    if (command == "backup-verify"_L1)
        return answerOf(verifyBackup(file, *key));
    if (command == "backup-restore"_L1)
        return answerOf(restoreBackup(file, data, *key, context.clock, context.random));
    const auto made = createBackup(data, file, *key);
    if (!made)
        return refusal(made.error());
    // That it was made is an act like others, and what doctor looks for.
    const auto noted = askRelay(context.config.relay, { { u"command"_s, u"note-backup"_s } });
    QJsonObject answer = answerOf(made);
    if (!noted || !noted->value(u"ok").toBool())
        answer = refusal({ Errc::Unavailable, u"the backup is good, but could not be noted in the audit log"_s });
    return answer;
}

QJsonObject doctor(const LocalContext &context)
{
    const auto findings = examine(context.config, context.clock);
    QJsonArray items;
    bool isWell = true;
    for (const Finding &finding : findings) {
        items.append(QJsonObject {
            { u"check"_s, finding.check }, { u"state"_s, stateName(finding.state) }, { u"says"_s, finding.says } });
        isWell = isWell && finding.state != Finding::State::Bad;
    }
    const QJsonObject result { { u"items"_s, items }, { u"next"_s, QString() } };
    if (isWell)
        return success(result);
    QJsonObject answer = refusal({ Errc::Unavailable, u"something needs to be done"_s });
    answer.insert(u"result"_s, result);
    return answer;
}

QJsonObject exportOf(UserId person, const QString &folder, const LocalContext &context)
{
    const auto made = exportPerson(context.config.relay.dataDirectory, person, folder, context.clock.utcNow());
    if (!made)
        return refusal(made.error());
    const auto noted = askRelay(context.config.relay,
        { { u"command"_s, u"note-export"_s },
            { u"arguments"_s, QJsonObject { { u"person"_s, person.raw().toString() } } } });
    if (!noted || !noted->value(u"ok").toBool())
        return refusal({ Errc::Unavailable, u"the export is good, but could not be noted in the audit log"_s });
    return success({ { u"files"_s, made->files }, { u"rows"_s, made->rows },
        { u"content"_s, u"sealed: the relay cannot read it, whoever wrote it can export it in ParentConnect"_s } });
}

} // namespace

bool isLocal(const QJsonObject &request)
{
    const QString command = request.value(u"command").toString();
    return command == "doctor"_L1 || command == "export"_L1 || command.startsWith("backup-"_L1);
}

QJsonObject carryOutLocally(const QJsonObject &request, const LocalContext &context)
{
    const QString command = request.value(u"command").toString();
    if (command == "doctor"_L1)
        return doctor(context);
    Arguments given(request.value(u"arguments").toObject());
    if (command == "export"_L1) {
        const auto person = given.id<UserId>("person"_L1);
        const QString folder = given.required("to"_L1);
        if (given.error())
            return refusal(*given.error());
        return exportOf(person, QFileInfo(folder).absoluteFilePath(), context);
    }
    const QString file = given.required("file"_L1);
    if (given.error())
        return refusal(*given.error());
    return backup(command, QFileInfo(file).absoluteFilePath(), context);
}

} // namespace pc::relay::admin
