// SPDX-License-Identifier: GPL-3.0-or-later
// RecoverySheet: the secret that stands on paper and nowhere else, as words of a list (core/linking/wordlist):
//
//   24 words     256 random bits and 8 bits of their SHA-256, as BIP-39 has it: a word that was misread is noticed
//   passphrase   6 words, 66 random bits: to be known by heart; without a check, since that would be part of what is guessed
//
// Nobody chooses the words. What is typed back may be in any case, with other spaces, commas, numbers and line ends between the
// words, without accents, and each word cut after four letters.

#pragma once

#include "core/crypto/randomsource.h"
#include "core/linking/wordlist.h"

#include <variant>

namespace pc::recovery {

enum class SheetKind : std::uint8_t {
    Words = 1,
    Passphrase = 2,
};

inline constexpr int kSheetWords = 24;
inline constexpr int kPassphraseWords = 6;

constexpr int wordsOf(SheetKind kind)
{
    return kind == SheetKind::Words ? kSheetWords : kPassphraseWords;
}

/// What is wrong with what somebody typed.
struct SheetTypo
{
    enum class What : std::uint8_t {
        UnknownWord, ///< `word` is none of the list.
        TooFewWords,
        TooManyWords,
        SomeWordIsWrong, ///< All are words, and together they are not the sheet: one is another word than on paper, or two are swapped.
    };

    What what = What::TooFewWords;
    int word = 0; ///< Of UnknownWord: which one, from 0 on. Else how many there are.

    bool operator==(const SheetTypo &) const = default;
};

class RecoverySheet
{
public:
    static RecoverySheet generate(SheetKind kind, linking::WordLanguage language, crypto::RandomSource &random);

    /// Out of 32 random bytes: a sheet of 24 words.
    static RecoverySheet fromEntropy(linking::WordLanguage language, crypto::ByteView entropy);

    static std::variant<RecoverySheet, SheetTypo> fromTyped(
        SheetKind kind, linking::WordLanguage language, QStringView typed);

    SheetKind kind() const { return m_kind; }
    linking::WordLanguage language() const { return m_language; }

    /// To be shown and printed. The texts are ordinary ones: whoever shows them keeps them no longer than that.
    QStringList words() const;

    /// What keys are made of: the kind, and the random bits.
    crypto::WipingBytes secret() const;

    bool operator==(const RecoverySheet &) const = default;

private:
    RecoverySheet(SheetKind kind, linking::WordLanguage language, crypto::WipingBytes bits)
        : m_kind(kind)
        , m_language(language)
        , m_bits(std::move(bits))
    {
    }

    SheetKind m_kind;
    linking::WordLanguage m_language;
    crypto::WipingBytes m_bits; ///< 11 a word, the highest first, and zeros up to a whole byte.
};

} // namespace pc::recovery
