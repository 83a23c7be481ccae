// SPDX-License-Identifier: GPL-3.0-or-later
// FakeRecoveryDesk: a RecoveryDesk whose answers a test decides, at once or when it says so, and which notes what was asked of it.

#pragma once

#include "core/session/recoverydesk.h"
#include "tests/support/fakeaccount/answered.h"

#include <QPromise>

#include <optional>
#include <utility>
#include <vector>

namespace pc::support {

class FakeRecoveryDesk final : public session::RecoveryDesk
{
    Q_OBJECT

public:
    session::ArchiveState archive() const override { return m_archive; }
    session::SheetState sheet() const override { return m_sheet; }
    session::SheetOffer offer() const override { return m_offer; }

    QFuture<Result<void>> setKeepsArchive(bool isKept) override
    {
        kept.push_back(isKept);
        if (failure)
            return answered<void>(*failure);
        session::ArchiveState next = m_archive;
        next.isKept = isKept;
        show(next);
        return answered<void>({});
    }

    void saveNow() override { ++saves; }

    QFuture<Result<QStringList>> makeSheet(session::SheetWords kind, session::SheetLanguage language) override
    {
        made.emplace_back(kind, language);
        return answer(m_heldWords, failure ? Result<QStringList>(*failure) : Result<QStringList>(words));
    }

    QFuture<Result<void>> keepSheet() override
    {
        ++keeps;
        return answered<void>(failure ? Result<void>(*failure) : Result<void>());
    }

    void dropSheet() override { ++drops; }

    QFuture<Result<session::SheetAnswer>> testSheet(const QString &typed) override { return judge(tested, typed); }
    QFuture<Result<session::SheetAnswer>> recover(const QString &typed) override { return judge(recovered, typed); }
    QFuture<Result<session::SheetAnswer>> unlockWithSheet(const QString &typed) override
    {
        return judge(unlocked, typed);
    }

    bool canUnlockWithSheet() const override { return canUnlock; }

    void show(const session::ArchiveState &archive)
    {
        m_archive = archive;
        Q_EMIT archiveChanged(archive);
    }

    void show(const session::SheetState &sheet)
    {
        m_sheet = sheet;
        Q_EMIT sheetChanged(sheet);
    }

    void show(const session::SheetOffer &offer)
    {
        m_offer = offer;
        Q_EMIT offerChanged(offer);
    }

    /// What was held until now is answered, as it would have been at once.
    void release()
    {
        holds = false;
        deliver(m_heldWords);
        deliver(m_heldAnswers);
    }

    QStringList words; ///< Of every sheet that is made.
    session::SheetAnswer mistake; ///< In whatever is typed.
    std::optional<Errc> failure;
    bool canUnlock = false;
    bool holds = false; ///< Answers take a while: until release().

    // What was asked of it.
    std::vector<bool> kept;
    std::vector<std::pair<session::SheetWords, session::SheetLanguage>> made;
    int keeps = 0;
    int drops = 0;
    int saves = 0;
    QStringList tested;
    QStringList recovered;
    QStringList unlocked;

private:
    template<typename T>
    struct Held
    {
        QPromise<Result<T>> promise;
        Result<T> value;
    };

    template<typename T>
    QFuture<Result<T>> answer(std::vector<Held<T>> &held, Result<T> value)
    {
        if (!holds)
            return answered<T>(std::move(value));
        held.push_back({ {}, std::move(value) });
        held.back().promise.start();
        return held.back().promise.future();
    }

    template<typename T>
    static void deliver(std::vector<Held<T>> &held)
    {
        for (Held<T> &one : std::exchange(held, {})) {
            one.promise.addResult(std::move(one.value));
            one.promise.finish();
        }
    }

    QFuture<Result<session::SheetAnswer>> judge(QStringList &asked, const QString &typed)
    {
        asked.append(typed);
        return answer(
            m_heldAnswers, failure ? Result<session::SheetAnswer>(*failure) : Result<session::SheetAnswer>(mistake));
    }

    session::ArchiveState m_archive;
    session::SheetState m_sheet;
    session::SheetOffer m_offer;
    std::vector<Held<QStringList>> m_heldWords;
    std::vector<Held<session::SheetAnswer>> m_heldAnswers;
};

} // namespace pc::support
