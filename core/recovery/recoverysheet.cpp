// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/recovery/recoverysheet.h"

#include "core/crypto/secret.h"
#include "core/crypto/sha256.h"

#include <algorithm>

namespace pc::recovery {

namespace {

constexpr std::size_t kWordBits = 11;
constexpr std::size_t kEntropyBytes = 32;
constexpr qsizetype kLongestTyped = 2'000; ///< UTF-16 units; more than any sheet has.

constexpr std::size_t bytesFor(SheetKind kind)
{
    return (std::size_t(wordsOf(kind)) * kWordBits + 7) / 8;
}

static_assert(bytesFor(SheetKind::Words) == kEntropyBytes + 1); // the last byte is the check

bool bitAt(crypto::ByteView bytes, std::size_t at)
{
    return (bytes[at / 8] >> (7 - at % 8) & 1U) != 0;
}

int wordAt(crypto::ByteView bytes, std::size_t word)
{
    int index = 0;
    for (std::size_t bit = word * kWordBits; bit < (word + 1) * kWordBits; ++bit)
        index = index << 1 | int(bitAt(bytes, bit));
    return index;
}

void setWordAt(crypto::MutableByteView bytes, std::size_t word, int index)
{
    for (std::size_t bit = 0; bit < kWordBits; ++bit) {
        const std::size_t at = word * kWordBits + bit;
        const bool isSet = (unsigned(index) >> (kWordBits - 1 - bit) & 1U) != 0;
        if (isSet)
            bytes[at / 8] = std::uint8_t(bytes[at / 8] | 1U << (7 - at % 8));
    }
}

std::uint8_t checkOf(crypto::ByteView entropy)
{
    return crypto::sha256Of(entropy).front();
}

/// A word is a row of letters with their marks; everything else stands between words.
bool isOfAWord(QChar c)
{
    return c.isLetter() || c.isMark() || c.isSurrogate();
}

/// Takes the next word off the front; empty after the last one.
QStringView takeWord(QStringView &rest)
{
    const auto begin = std::find_if(rest.begin(), rest.end(), isOfAWord);
    const auto end = std::find_if_not(begin, rest.end(), isOfAWord);
    const QStringView word(begin, end);
    rest = QStringView(end, rest.end());
    return word;
}

} // namespace

RecoverySheet RecoverySheet::generate(SheetKind kind, linking::WordLanguage language, crypto::RandomSource &random)
{
    if (kind == SheetKind::Words)
        return fromEntropy(language, random.secret(kEntropyBytes).view());
    crypto::WipingBytes bits = random.secret(bytesFor(kind));
    const std::size_t unused = bits.size() * 8 - std::size_t(wordsOf(kind)) * kWordBits;
    std::uint8_t &last = bits.mutableView().back();
    last = std::uint8_t(last >> unused << unused);
    return { kind, language, std::move(bits) };
}

RecoverySheet RecoverySheet::fromEntropy(linking::WordLanguage language, crypto::ByteView entropy)
{
    Q_ASSERT(entropy.size() == kEntropyBytes);
    crypto::WipingBytes bits(kEntropyBytes + 1);
    std::ranges::copy(entropy, bits.mutableView().begin());
    bits.mutableView().back() = checkOf(entropy);
    return { SheetKind::Words, language, std::move(bits) };
}

std::variant<RecoverySheet, SheetTypo> RecoverySheet::fromTyped(
    SheetKind kind, linking::WordLanguage language, QStringView typed)
{
    const linking::WordList list(language);
    const int wanted = wordsOf(kind);
    crypto::WipingBytes bits(bytesFor(kind));
    QStringView rest = typed.left(kLongestTyped);
    int count = 0;
    for (QStringView word = takeWord(rest); !word.isEmpty(); word = takeWord(rest), ++count) {
        QString text = word.toString();
        const auto index = list.indexOf(text);
        crypto::wipe(text);
        if (!index)
            return SheetTypo { SheetTypo::What::UnknownWord, count };
        if (count < wanted)
            setWordAt(bits.mutableView(), std::size_t(count), *index);
    }
    if (count < wanted)
        return SheetTypo { SheetTypo::What::TooFewWords, count };
    if (count > wanted || typed.size() > kLongestTyped)
        return SheetTypo { SheetTypo::What::TooManyWords, count };
    if (kind == SheetKind::Words && bits.view().back() != checkOf(bits.view().first(kEntropyBytes)))
        return SheetTypo { SheetTypo::What::SomeWordIsWrong, count };
    return RecoverySheet { kind, language, std::move(bits) };
}

QStringList RecoverySheet::words() const
{
    const linking::WordList list(m_language);
    QStringList words;
    for (std::size_t i = 0; i < std::size_t(wordsOf(m_kind)); ++i)
        words.append(list.word(wordAt(m_bits.view(), i)));
    return words;
}

crypto::WipingBytes RecoverySheet::secret() const
{
    const std::size_t size = m_kind == SheetKind::Words ? kEntropyBytes : m_bits.size();
    crypto::WipingBytes secret(1 + size);
    secret.mutableView().front() = std::uint8_t(m_kind);
    std::ranges::copy(m_bits.view().first(size), secret.mutableView().begin() + 1);
    return secret;
}

} // namespace pc::recovery
