// SPDX-License-Identifier: GPL-3.0-or-later
// welcome.json: what is sealed in a Welcome, the signature on it and its confirmation tag; there is no tree.

#include "core/mls/welcome.h"

#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/signing.h"

#include "suites.h"

namespace pc::test {

using namespace mls;

Outcome runWelcome(const QJsonObject &vector)
{
    const auto suite = suiteOf(vector);
    if (!suite)
        return skipped(kForeignSuite);
    const Result<MlsMessage> packageMessage = decode<MlsMessage>(bytesOf(vector[u"key_package"]));
    const Result<MlsMessage> welcomeMessage = decode<MlsMessage>(bytesOf(vector[u"welcome"]));
    const auto *const keyPackage = packageMessage ? std::get_if<KeyPackage>(&packageMessage->content) : nullptr;
    const auto *const welcome = welcomeMessage ? std::get_if<Welcome>(&welcomeMessage->content) : nullptr;
    const Bytes initPrivate = bytesOf(vector[u"init_priv"]);
    const auto initPublic = crypto::x25519PublicKey(initPrivate);
    if (!keyPackage || !welcome || !initPublic || !crypto::equal(*initPublic, keyPackage->initKey))
        return failed("cannot be decoded");
    const Result<OpenedWelcome> opened
        = openWelcome(*suite, *welcome, *keyPackage, { WipingBytes::copyOf(initPrivate), *initPublic }, noPsks());
    if (!opened)
        return failed("welcome", opened.failure());
    const GroupInfo &info = opened->groupInfo;
    if (!verifyWithLabel(bytesOf(vector[u"signer_pub"]), label::kGroupInfo, toBeSigned(info), info.signature))
        return failed("signer_pub");
    const Epoch epoch
        = epochOf(opened->secrets.joinerSecret.view(), opened->pskSecret.view(), encode(info.groupContext));
    if (confirmationTag(epoch.secrets, info.groupContext.confirmedTranscriptHash) != info.confirmationTag)
        return failed("confirmation_tag");
    return passed();
}

} // namespace pc::test
