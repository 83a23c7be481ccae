// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/secret.h"

#include <sodium.h>

#include <cstring>
#include <utility>

namespace pc::crypto {

namespace {

quint8 *allocateLocked(size_t size)
{
    // A secret may be made before main() had a chance to call initialise(); the allocator's guard values need it.
    if (sodium_init() < 0)
        qFatal("no source of randomness: refusing to hold secrets");
    auto *bytes = static_cast<quint8 *>(sodium_malloc(size));
    Q_CHECK_PTR(bytes);
    return bytes;
}

} // namespace

void SecretBytes::Release::operator()(quint8 *bytes) const
{
    sodium_free(bytes); // wipes first
}

SecretBytes::SecretBytes(qsizetype size)
    : m_size(size)
{
    Q_ASSERT(size >= 0);
    if (size == 0)
        return;
    m_bytes.reset(allocateLocked(size_t(size)));
    std::memset(m_bytes.get(), 0, size_t(size));
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_bytes(std::move(other.m_bytes))
    , m_size(std::exchange(other.m_size, 0))
{
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes SecretBytes::random(qsizetype size)
{
    SecretBytes secret(size);
    if (size > 0)
        randombytes_buf(secret.m_bytes.get(), size_t(size));
    return secret;
}

SecretBytes SecretBytes::copyOf(std::span<const quint8> bytes)
{
    SecretBytes secret { qsizetype(bytes.size()) };
    if (!bytes.empty())
        std::memcpy(secret.m_bytes.get(), bytes.data(), bytes.size());
    return secret;
}

SecretBytes SecretBytes::copyOf(QByteArrayView bytes)
{
    return copyOf(std::span(reinterpret_cast<const quint8 *>(bytes.data()), size_t(bytes.size())));
}

SecretBytes SecretBytes::takeFrom(QByteArray &source)
{
    SecretBytes secret = copyOf(QByteArrayView(source));
    wipe(source);
    return secret;
}

SecretBytes SecretBytes::takeFrom(std::string &source)
{
    SecretBytes secret = copyOf(QByteArrayView(source.data(), qsizetype(source.size())));
    wipe(source);
    return secret;
}

SecretBytes SecretBytes::takeFrom(QString &source)
{
    QByteArray utf8 = source.toUtf8();
    wipe(source);
    return takeFrom(utf8);
}

void SecretBytes::clear()
{
    m_bytes.reset();
    m_size = 0;
}

bool SecretBytes::operator==(const SecretBytes &other) const
{
    if (m_size != other.m_size)
        return false;
    return m_size == 0 || sodium_memcmp(m_bytes.get(), other.m_bytes.get(), size_t(m_size)) == 0;
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached())
        sodium_memzero(bytes.data(), size_t(bytes.capacity()));
    bytes = QByteArray();
}

void wipe(QString &text)
{
    if (text.isDetached())
        sodium_memzero(text.data(), size_t(text.capacity()) * sizeof(QChar));
    text = QString();
}

void wipe(std::string &text)
{
    text.resize(text.capacity()); // its tail may hold older bytes
    sodium_memzero(text.data(), text.size());
    text.clear();
    text.shrink_to_fit();
}

} // namespace pc::crypto
