// SPDX-License-Identifier: GPL-3.0-or-later
// Commands: a person's recovery sheet, and the history that is kept for their further devices.

#include "app/headless/commands.h"
#include "app/headless/values.h"

#include <QJsonArray>

namespace pc::headless {

using namespace Qt::StringLiterals;
using Key = QLatin1StringView;
using session::ArchiveState;
using session::RecoveryDesk;
using session::SheetAnswer;
using session::SheetLanguage;
using session::SheetMistake;
using session::SheetOffer;
using session::SheetState;
using session::SheetWords;

namespace {

QString nameOf(SheetWords words)
{
    return words == SheetWords::Phrase6 ? u"phrase"_s : u"sheet"_s;
}

QString nameOf(SheetLanguage language)
{
    return language == SheetLanguage::Spanish ? u"es"_s : u"en"_s;
}

QString nameOf(SheetMistake::What what)
{
    switch (what) {
    case SheetMistake::What::UnknownWord:
        return u"unknownWord"_s;
    case SheetMistake::What::TooFewWords:
        return u"tooFewWords"_s;
    case SheetMistake::What::TooManyWords:
        return u"tooManyWords"_s;
    case SheetMistake::What::SomeWordIsWrong:
        return u"someWordIsWrong"_s;
    case SheetMistake::What::NotThisSheet:
        break;
    }
    return u"notThisSheet"_s;
}

QJsonObject archiveJson(const ArchiveState &archive)
{
    QJsonObject json { { u"isKept"_s, archive.isKept }, { u"waiting"_s, archive.waiting },
        { u"restored"_s, archive.restored }, { u"isRestoring"_s, archive.isRestoring } };
    if (archive.lastSaved)
        json.insert(u"lastSaved"_s, toMilliseconds(*archive.lastSaved));
    if (archive.trouble)
        json.insert(u"trouble"_s, QString(wireName(*archive.trouble)));
    return json;
}

QJsonObject sheetJson(const SheetState &sheet)
{
    QJsonObject json { { u"exists"_s, sheet.exists } };
    if (sheet.isMissing)
        json.insert(u"isMissing"_s, true);
    if (!sheet.exists)
        return json;
    json.insert(u"kind"_s, nameOf(sheet.kind));
    json.insert(u"language"_s, nameOf(sheet.language));
    json.insert(u"isTestDue"_s, sheet.isTestDue);
    if (sheet.made)
        json.insert(u"made"_s, toMilliseconds(*sheet.made));
    return json;
}

QJsonObject offerJson(const SheetOffer &offer)
{
    QJsonObject json { { u"exists"_s, offer.exists } };
    if (!offer.exists)
        return json;
    json.insert(u"kind"_s, nameOf(offer.kind));
    json.insert(u"language"_s, nameOf(offer.language));
    json.insert(u"triesLeft"_s, offer.triesLeft);
    if (offer.tryAgain)
        json.insert(u"tryAgain"_s, toMilliseconds(*offer.tryAgain));
    return json;
}

QJsonObject answerJson(const SheetAnswer &answer)
{
    QJsonObject json { { u"isRight"_s, !answer } };
    if (answer) {
        json.insert(u"mistake"_s, nameOf(answer->what));
        json.insert(u"word"_s, answer->word);
    }
    return json;
}

} // namespace

void Commands::addRecoveryCommands()
{
    RecoveryDesk &desk = m_account.recovery();
    connect(&desk, &RecoveryDesk::archiveChanged, this,
        [this](const ArchiveState &archive) { m_output.event(u"archiveChanged"_s, archiveJson(archive)); });
    connect(&desk, &RecoveryDesk::sheetChanged, this,
        [this](const SheetState &sheet) { m_output.event(u"sheetChanged"_s, sheetJson(sheet)); });
    connect(&desk, &RecoveryDesk::offerChanged, this, [this](const SheetOffer &offer) {
        if (offer.exists)
            m_output.event(u"sheetOffered"_s, offerJson(offer));
    });
    m_steps[u"recovery"_s] = [this, &desk](Call &call) {
        ifGood(call, [&] {
            m_output.answer(call.id,
                { { u"archive"_s, archiveJson(desk.archive()) }, { u"sheet"_s, sheetJson(desk.sheet()) },
                    { u"offer"_s, offerJson(desk.offer()) }, { u"canUnlock"_s, desk.canUnlockWithSheet() } });
        });
    };
    m_steps[u"makeSheet"_s] = [this, &desk](Call &call) {
        const QString kind = call.arguments.textOr(Key("kind"), u"sheet"_s);
        const QString language = call.arguments.textOr(Key("language"), u"en"_s);
        call.arguments.note(Key("kind"), kind == u"sheet" || kind == u"phrase");
        call.arguments.note(Key("language"), language == u"en" || language == u"es");
        ifGood(call, [&] {
            finish(call.id,
                desk.makeSheet(kind == u"phrase" ? SheetWords::Phrase6 : SheetWords::Sheet24,
                    language == u"es" ? SheetLanguage::Spanish : SheetLanguage::English),
                [](const QStringList &words) {
                    return QJsonObject { { u"words"_s, QJsonArray::fromStringList(words) } };
                });
        });
    };
    m_steps[u"keepSheet"_s] = [this, &desk](Call &call) { ifGood(call, [&] { finish(call.id, desk.keepSheet()); }); };
    m_steps[u"dropSheet"_s] = [this, &desk](Call &call) {
        ifGood(call, [&] {
            desk.dropSheet();
            m_output.answer(call.id);
        });
    };
    const auto addTyped = [this](const QString &name, auto ask) {
        m_steps[name] = [this, ask](Call &call) {
            const QString typed = call.arguments.text(Key("typed"));
            ifGood(call, [&] { finish(call.id, (m_account.recovery().*ask)(typed), answerJson); });
        };
    };
    addTyped(u"testSheet"_s, &RecoveryDesk::testSheet);
    addTyped(u"recover"_s, &RecoveryDesk::recover);
    addTyped(u"unlockWithSheet"_s, &RecoveryDesk::unlockWithSheet);
    m_steps[u"keepArchive"_s] = [this, &desk](Call &call) {
        const bool keeps = call.arguments.flag(Key("keeps"));
        ifGood(call, [&] { finish(call.id, desk.setKeepsArchive(keeps)); });
    };
    m_steps[u"saveArchive"_s] = [this, &desk](Call &call) {
        ifGood(call, [&] {
            desk.saveNow();
            m_output.answer(call.id);
        });
    };
}

} // namespace pc::headless
