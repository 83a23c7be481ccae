// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/sheetworker.h"

#include <utility>

namespace pc::session {

using recovery::RecoverySheet;
using recovery::SheetKeys;
using recovery::SheetKind;
using recovery::SheetTypo;

namespace {

SheetMistake mistakeOf(const SheetTypo &typo)
{
    switch (typo.what) {
    case SheetTypo::What::UnknownWord:
        return { SheetMistake::What::UnknownWord, typo.word + 1 };
    case SheetTypo::What::TooFewWords:
        return { SheetMistake::What::TooFewWords, typo.word };
    case SheetTypo::What::TooManyWords:
        return { SheetMistake::What::TooManyWords, typo.word };
    case SheetTypo::What::SomeWordIsWrong:
        break;
    }
    return { SheetMistake::What::SomeWordIsWrong, 0 };
}

} // namespace

SheetWorker::SheetWorker(QObject &owner)
    : m_owner(owner)
{
    m_pool.setMaxThreadCount(1);
}

SheetWorker::~SheetWorker()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void SheetWorker::derive(RecoverySheet sheet, const recovery::SheetParameters &parameters, Reply reply)
{
    if (std::exchange(m_isBusy, true)) {
        reply(Error { Errc::Conflict, QStringLiteral("another sheet is being tried") });
        return;
    }
    const auto secret = std::make_shared<RecoverySheet>(std::move(sheet)); // std::function wants copies
    m_pool.start([this, alive = std::weak_ptr<int>(m_alive), secret, parameters, reply = std::move(reply)] {
        const auto keys = std::make_shared<Result<SheetKeys>>(SheetKeys::derive(*secret, parameters));
        const auto answer = [this, alive, keys, reply] {
            if (alive.expired())
                return;
            m_isBusy = false;
            reply(std::move(*keys));
        };
        QMetaObject::invokeMethod(&m_owner, answer, Qt::QueuedConnection);
    });
}

void SheetWorker::deriveTyped(const QString &typed, const recovery::SheetParameters &parameters,
    const std::function<void(const SheetMistake &mistake)> &mistyped, Reply reply)
{
    auto sheet = RecoverySheet::fromTyped(parameters.kind, parameters.language, typed);
    if (const auto *typo = std::get_if<SheetTypo>(&sheet))
        mistyped(mistakeOf(*typo));
    else
        derive(std::get<RecoverySheet>(std::move(sheet)), parameters, std::move(reply));
}

SheetKind kindOf(SheetWords words)
{
    return words == SheetWords::Phrase6 ? SheetKind::Passphrase : SheetKind::Words;
}

SheetWords sheetWordsOf(SheetKind kind)
{
    return kind == SheetKind::Passphrase ? SheetWords::Phrase6 : SheetWords::Sheet24;
}

linking::WordLanguage languageOf(SheetLanguage language)
{
    return language == SheetLanguage::Spanish ? linking::WordLanguage::Spanish : linking::WordLanguage::English;
}

SheetLanguage languageOf(linking::WordLanguage language)
{
    return language == linking::WordLanguage::Spanish ? SheetLanguage::Spanish : SheetLanguage::English;
}

} // namespace pc::session
