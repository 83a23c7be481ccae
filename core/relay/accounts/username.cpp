// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/username.h"

#include <QChar>
#include <QList>

#include <algorithm>
#include <optional>

namespace pc::relay::accounts {

namespace {

constexpr qsizetype kShortestUserName = 3;
constexpr qsizetype kLongestUserName = 64;
constexpr qsizetype kLongestDisplayName = 100;

Error invalid(const char *why)
{
    return { Errc::Invalid, QString::fromLatin1(why) };
}

bool isPunctuation(char32_t c)
{
    return c == U'.' || c == U'_' || c == U'-' || c == U'@' || c == U'+';
}

/// Japanese and Chinese words mix these by nature.
QChar::Script familyOf(QChar::Script script)
{
    switch (script) {
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
        return QChar::Script_Han;
    default:
        return script;
    }
}

bool hasOneScript(const QString &name)
{
    std::optional<QChar::Script> only;
    for (const char32_t c : name.toUcs4()) {
        const QChar::Script script = familyOf(QChar::script(c));
        if (script == QChar::Script_Common || script == QChar::Script_Inherited)
            continue;
        if (only && *only != script)
            return false;
        only = script;
    }
    return true;
}

bool isHiddenOrControlling(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        // Joiners shape letters in Persian and in Indic scripts; the rest of the class only hides or turns text.
        return c != 0x200c && c != 0x200d;
    default:
        return false;
    }
}

bool isPlain(const QString &text)
{
    const QList<uint> points = text.toUcs4();
    return std::none_of(points.begin(), points.end(), [](uint c) { return isHiddenOrControlling(c); });
}

Result<QString> cleanText(const QString &typed, qsizetype shortest)
{
    const QString text = typed.normalized(QString::NormalizationForm_C).trimmed();
    const qsizetype length = text.toUcs4().size();
    if (length < shortest || length > kLongestDisplayName)
        return invalid("a name is too short or too long");
    if (!text.isValidUtf16() || !isPlain(text))
        return invalid("a name holds characters that cannot be shown");
    return text;
}

} // namespace

Result<QString> foldUserName(const QString &typed)
{
    if (typed.size() > kLongestUserName * 4 || !typed.isValidUtf16())
        return invalid("the user name is too long");
    const QString name = foldForSearch(typed).trimmed();
    const QList<uint> points = name.toUcs4();
    if (points.size() < kShortestUserName || points.size() > kLongestUserName)
        return invalid("the user name is too short or too long");
    const auto isAllowed = [](uint c) { return QChar::isLetterOrNumber(c) || QChar::isMark(c) || isPunctuation(c); };
    if (!std::all_of(points.begin(), points.end(), isAllowed))
        return invalid("the user name holds other characters than letters, digits and . _ - @ +");
    if (!QChar::isLetterOrNumber(points.front()) || isPunctuation(points.back()))
        return invalid("the user name must begin and end with a letter or digit");
    if (!hasOneScript(name))
        return invalid("the user name mixes scripts");
    return name;
}

Result<QString> cleanDisplayName(const QString &typed)
{
    return cleanText(typed, 1);
}

Result<QString> cleanLabel(const QString &typed)
{
    return cleanText(typed, 0);
}

QString foldForSearch(const QString &text)
{
    // Qt folds letter by letter; by way of the capitals, letters that unfold do too (straße, STRASSE). Folding can undo
    // the normal form and the other way round, so both are done twice (Unicode, NFKC_Casefold).
    const QString once = text.normalized(QString::NormalizationForm_KC).toUpper().toCaseFolded();
    return once.normalized(QString::NormalizationForm_KC).toCaseFolded().normalized(QString::NormalizationForm_KC);
}

} // namespace pc::relay::accounts
