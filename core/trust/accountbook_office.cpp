// SPDX-License-Identifier: GPL-3.0-or-later
// AccountBook's part about the school's office: whose words count, and which of two about a person.

#include "core/crypto/qtbytes.h"
#include "core/store/store.h"
#include "core/trust/accountbook.h"

#include <utility>

namespace pc::trust {

namespace {

const QString kExpectedOffice = QStringLiteral("letter.office");
const QString kFollowedOffice = QStringLiteral("office.mark");

/// An older word, shown once more, takes nothing back.
bool isNewerWord(const QByteArray &word, const QByteArray &known)
{
    const auto read = identity::readOfficeWord(crypto::viewOf(word));
    if (!read || known.isEmpty())
        return read.ok();
    const auto before = identity::readOfficeWord(crypto::viewOf(known));
    return !before || read->issued >= before->issued;
}

} // namespace

Result<AccountBook::Office *> AccountBook::findOffice()
{
    if (m_office)
        return &*m_office;
    auto row = m_store.accountPins.office();
    if (!row)
        return row.error();
    Office office;
    if (*row) {
        auto list = identity::OfficeList::decode(crypto::viewOf((*row)->list));
        if (!list)
            return Error { Errc::Corrupt, list.error().detail };
        office = { *std::move(list), (*row)->hasTwoLists };
    }
    m_office = std::move(office);
    return &*m_office;
}

Result<const identity::OfficeList *> AccountBook::office()
{
    auto found = findOffice();
    if (!found)
        return found.error();
    return &(*found)->list;
}

Result<bool> AccountBook::hasTwoOffices()
{
    auto found = findOffice();
    if (!found)
        return found.error();
    return (*found)->hasTwoLists;
}

Result<QString> AccountBook::officeCode()
{
    const auto mark = m_store.settings.value(kFollowedOffice);
    if (!mark)
        return mark.error();
    return *mark ? identity::officeCodeOf(crypto::viewOf(**mark)) : QString();
}

Result<void> AccountBook::expectOffice(const identity::OfficeMark &mark)
{
    return m_store.settings.setValue(kExpectedOffice, crypto::toByteArray(mark));
}

Result<bool> AccountBook::isExpected(const std::vector<QByteArray> &entries)
{
    const auto mark = m_store.settings.value(kExpectedOffice);
    if (!mark)
        return mark.error();
    return !*mark || entries.empty()
        || **mark == crypto::toByteArray(identity::officeMarkOf(crypto::viewOf(entries.front())));
}

Result<void> AccountBook::takeOffice(const std::vector<QByteArray> &entries)
{
    auto found = findOffice();
    if (!found)
        return found.error();
    Office next = **found;
    const auto expected = next.list.isEmpty() ? isExpected(entries) : Result<bool>(true);
    if (!expected)
        return expected.error();
    if (!*expected)
        return { Errc::Invalid, QStringLiteral("another office than the one that invited this person") };
    for (const QByteArray &entry : entries) {
        auto appended = next.list.append(crypto::viewOf(entry));
        if (!appended && appended.code() == Errc::Conflict && !next.list.isEmpty()) {
            next = { (*found)->list, true };
            break;
        }
        if (!appended)
            return appended.code() == Errc::NewerVersion ? appended : Error { Errc::Invalid, appended.error().detail };
        next.hasTwoLists = false;
    }
    if (next.list.isEmpty())
        return {};
    const store::OfficeRow row { crypto::toByteArray(next.list.encode()), next.hasTwoLists };
    if (auto saved = m_store.accountPins.saveOffice(row); !saved)
        return saved;
    if ((*found)->list.isEmpty()) {
        const QByteArray mark = crypto::toByteArray(identity::officeMarkOf(crypto::viewOf(entries.front())));
        if (auto noted = m_store.settings.setValue(kFollowedOffice, mark); !noted)
            return noted;
    }
    m_office = std::move(next);
    return {};
}

/// The word that is kept of this person, if it counts now.
Result<std::optional<identity::OfficeWord>> AccountBook::standingWord(UserId user, const QByteArray &word)
{
    std::optional<identity::OfficeWord> standing;
    if (word.isEmpty())
        return standing;
    auto known = office();
    if (!known)
        return known.error();
    const auto read = identity::readOfficeWord(crypto::viewOf(word));
    if (read && read->user == user && (*known)->stands(*read))
        standing = *read;
    return standing;
}

/// The newer one, but what anybody could have made takes no place from what the office said, and keeps none.
Result<bool> AccountBook::isBetterWord(UserId user, const QByteArray &word, const QByteArray &known)
{
    auto counts = standingWord(user, word);
    if (!counts)
        return counts.error();
    auto counted = standingWord(user, known);
    if (!counted)
        return counted.error();
    const bool isEqual = counts->has_value() == counted->has_value();
    return isEqual ? isNewerWord(word, known) : counts->has_value();
}

} // namespace pc::trust
