// SPDX-License-Identifier: GPL-3.0-or-later
// SecretBytes: the one place where keys, passwords and tokens live while the program runs. Its memory is locked against
// swapping where the system allows it, lies between guard pages, is left out of core dumps, and is wiped when the value
// goes. Move-only: a copy is a decision, made with copy().
//
// Each value takes at least three pages, so it is for secrets, not for bulk data.

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <span>
#include <string>

namespace pc::crypto {

class SecretBytes
{
public:
    SecretBytes() = default;

    /// `size` zero bytes, to be filled through mutableView().
    explicit SecretBytes(qsizetype size);

    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes() = default;

    static SecretBytes random(qsizetype size);
    static SecretBytes copyOf(std::span<const quint8> bytes);
    static SecretBytes copyOf(QByteArrayView bytes);

    /// Moves the bytes in and wipes and empties `source`. A source whose bytes are shared with another copy can only
    /// be emptied: the other copy is its owner's to wipe.
    static SecretBytes takeFrom(QByteArray &source);
    static SecretBytes takeFrom(std::string &source);

    /// As above; holds the text's UTF-8.
    static SecretBytes takeFrom(QString &source);

    SecretBytes copy() const { return copyOf(view()); }

    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

    /// Valid as long as this value is neither moved from nor assigned to.
    std::span<const quint8> view() const { return { m_bytes.get(), size_t(m_size) }; }
    std::span<quint8> mutableView() { return { m_bytes.get(), size_t(m_size) }; }

    /// For Qt interfaces that take a view; the same lifetime.
    QByteArrayView toByteArrayView() const { return { m_bytes.get(), m_size }; }

    /// For C interfaces that take text and a length, and no null pointer even when the length is 0; the same lifetime.
    const char *characters() const { return m_bytes ? reinterpret_cast<const char *>(m_bytes.get()) : ""; }

    /// Wipes and empties this value now.
    void clear();

    /// Takes the same time wherever the bytes differ; lengths are no secret.
    bool operator==(const SecretBytes &other) const;

private:
    struct Release
    {
        void operator()(quint8 *bytes) const;
    };

    std::unique_ptr<quint8[], Release> m_bytes;
    qsizetype m_size = 0;
};

/// Overwrites and empties a value that held a secret on its way in or out; see takeFrom() for shared ones.
void wipe(QByteArray &bytes);
void wipe(QString &text);
void wipe(std::string &text);

} // namespace pc::crypto
