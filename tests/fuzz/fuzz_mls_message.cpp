// SPDX-License-Identifier: GPL-3.0-or-later
// MLSMessage, as it comes from anybody who may upload one. A PrivateMessage that is read where it lies must be the one that is
// decoded.

#include "core/mls_public/mlsmessage.h"

#include "mlsroundtrip.h"

namespace {

void viewIsTheSame(pc::mls::ByteView bytes)
{
    using namespace pc::mls;
    const auto decoded = decode<MlsMessage>(bytes);
    const auto seen = decode<PrivateMessageView>(bytes);
    const auto *message = decoded ? std::get_if<PrivateMessage>(&decoded->content) : nullptr;
    if (bool(seen) != (message != nullptr))
        __builtin_trap();
    if (!message)
        return;
    const auto &view = seen->content;
    const bool same = pc::crypto::equal(view.groupId, message->groupId) && view.epoch == message->epoch
        && view.contentType == message->contentType
        && pc::crypto::equal(view.authenticatedData, message->authenticatedData)
        && pc::crypto::equal(view.encryptedSenderData, message->encryptedSenderData)
        && pc::crypto::equal(view.ciphertext, message->ciphertext);
    if (!same)
        __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pc::mls::decodeAndCheck<pc::mls::MlsMessage>({ data, size });
    viewIsTheSame({ data, size });
    return 0;
}
