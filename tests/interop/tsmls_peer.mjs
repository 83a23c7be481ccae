// SPDX-License-Identifier: GPL-3.0-or-later
// Speaks the line protocol (README.md) for ts-mls. The departures of ts-mls from RFC 9420 that can be met from outside are met
// here: external_pub without its inner length (section 12.4.3.2), and no way to propose an Update (section 12.1.2).
// The others stand in tsmls_mends.mjs.

import { register } from "node:module";
import { bytes, hex, serve, withLength, withoutLength } from "./lineprotocol.mjs";

register("./tsmls_mends.mjs", import.meta.url);
const mls = await import("ts-mls");
const { createGroupInfo, createGroupInfoWithRatchetTree } = await import("ts-mls/createCommit.js");
const { encodeRatchetTree, decodeRatchetTree } = await import("ts-mls/ratchetTree.js");
const { makeKeyPackageRef } = await import("ts-mls/keyPackage.js");
const { signLeafNodeCommit: signLeafNode } = await import("ts-mls/leafNode.js");
const { updateLeafKey } = await import("ts-mls/privateKeyPath.js");
const { defaultClientConfig } = await import("ts-mls/clientConfig.js");

const extensionNames = Object.fromEntries(Object.entries(mls.defaultExtensionTypes).map(([name, type]) => [type, name]));
const SEED_BYTES = 32;

let cs;
let identity;
let capabilities;
let signatureKeys;
const keyPackages = new Map(); // reference in hex to the public and private package
const groups = new Map(); // group id in hex to { state, pending, updateKeys: of own proposed leaves, by public key in hex }
const psks = new Map(); // id in base 64 to the key

function groupOf(id) {
    const group = groups.get(id);
    if (!group) throw new Error("no such group");
    return group;
}

function begin(state) {
    const id = hex(state.groupContext.groupId);
    groups.set(id, { state, pending: undefined, updateKeys: new Map() });
    return { view: viewOf(state) };
}

function advance(group, state) {
    group.state = state;
    group.pending = undefined;
    group.updateKeys.clear();
    return { view: viewOf(state) };
}

function viewOf(state) {
    const members = [];
    state.ratchetTree.forEach((node, index) => {
        if (node?.nodeType !== "leaf") return;
        members.push({
            leaf: index / 2,
            identity: hex(node.leaf.credential.identity),
            signature_key: hex(node.leaf.signaturePublicKey),
            encryption_key: hex(node.leaf.hpkePublicKey),
        });
    });
    return {
        group_id: hex(state.groupContext.groupId),
        epoch: Number(state.groupContext.epoch),
        epoch_authenticator: hex(state.keySchedule.epochAuthenticator),
        tree_hash: hex(state.groupContext.treeHash),
        confirmed_transcript_hash: hex(state.groupContext.confirmedTranscriptHash),
        own_leaf: state.privatePath.leafIndex,
        members,
    };
}

function decodeMessage(encoded, wireformat) {
    const whole = bytes(encoded);
    const decoded = mls.decodeMlsMessage(whole, 0);
    if (!decoded || decoded[1] !== whole.length) throw new Error("not a message");
    if (wireformat && decoded[0].wireformat !== wireformat) throw new Error(`not a message of ${wireformat}`);
    return decoded[0];
}

function encodeMessage(wireformat, field, value) {
    return hex(mls.encodeMlsMessage({ version: "mls10", wireformat, [field]: value }));
}

function extensionsOf(list) {
    return (list ?? []).map(({ type, data }) => ({ extensionType: extensionNames[type] ?? type, extensionData: bytes(data) }));
}

function treeOf(encoded) {
    return encoded === undefined ? undefined : decodeRatchetTree(bytes(encoded), 0)[0];
}

function lookUp(state) {
    return mls.makePskIndex(state, Object.fromEntries(psks));
}

async function makeKeyPackage(notBefore, notAfter) {
    const now = BigInt(Math.floor(Date.now() / 1000));
    const lifetime = {
        notBefore: notBefore === undefined ? now - 86400n : BigInt(notBefore),
        notAfter: notAfter === undefined ? now + 84n * 86400n : BigInt(notAfter),
    };
    const credential = { credentialType: "basic", identity };
    return mls.generateKeyPackageWithKey(credential, capabilities, lifetime, [], signatureKeys, cs);
}

function rawSeed(signKey) {
    return signKey.slice(-SEED_BYTES); // of a PKCS #8 file as well as of the seed itself
}

async function groupInfoOf(state, withTree) {
    const external = await cs.hpke.deriveKeyPair(state.keySchedule.externalSecret);
    const key = await cs.hpke.exportPublicKey(external.publicKey);
    const extensions = [{ extensionType: "external_pub", extensionData: withLength(key) }];
    const { groupContext, confirmationTag, ratchetTree } = state;
    const info = withTree
        ? await createGroupInfoWithRatchetTree(groupContext, confirmationTag, state, ratchetTree, extensions, cs)
        : await createGroupInfo(groupContext, confirmationTag, state, extensions, cs);
    return encodeMessage("mls_group_info", "groupInfo", info);
}

/** The suite, with public keys taken also with their inner length. */
function takingInnerLength() {
    const importPublicKey = (key) => cs.hpke.importPublicKey(key.length === 33 ? withoutLength(key) : key);
    return { ...cs, hpke: { ...cs.hpke, importPublicKey } };
}

async function proposalOf(group, given) {
    switch (given.type) {
        case "add":
            return { proposalType: "add", add: { keyPackage: decodeMessage(given.key_package, "mls_key_package").keyPackage } };
        case "remove":
            return { proposalType: "remove", remove: { removed: given.leaf } };
        case "update":
            return { proposalType: "update", update: { leafNode: await newLeaf(group) } };
        case "group_context_extensions": {
            const extensions = extensionsOf(given.extensions);
            return { proposalType: "group_context_extensions", groupContextExtensions: { extensions } };
        }
        case "psk": {
            const preSharedKeyId = { psktype: "external", pskId: bytes(given.psk_id), pskNonce: cs.rng.randomBytes(cs.kdf.size) };
            return { proposalType: "psk", psk: { preSharedKeyId } };
        }
        case "resumption_psk": {
            const named = { usage: "application", pskGroupId: bytes(given.group_id), pskEpoch: BigInt(given.epoch) };
            const preSharedKeyId = { psktype: "resumption", ...named, pskNonce: cs.rng.randomBytes(cs.kdf.size) };
            return { proposalType: "psk", psk: { preSharedKeyId } };
        }
        default:
            throw new Error(`no proposal of type ${given.type}`);
    }
}

async function newLeaf(group) {
    const { state } = group;
    const { leafIndex } = state.privatePath;
    const { leaf } = state.ratchetTree[leafIndex * 2];
    const keys = await cs.hpke.generateKeyPair();
    const hpkePublicKey = await cs.hpke.exportPublicKey(keys.publicKey);
    group.updateKeys.set(hex(hpkePublicKey), await cs.hpke.exportPrivateKey(keys.privateKey));
    const { credential, extensions, signaturePublicKey } = leaf;
    const unsigned = { leafNodeSource: "update", hpkePublicKey, signaturePublicKey, credential, capabilities: leaf.capabilities };
    const { groupId } = state.groupContext;
    return signLeafNode({ ...unsigned, extensions, groupId, leafIndex }, state.signaturePrivateKey, cs.signature);
}

/** A committer leaves out its own Update proposals (section 12.2). */
function withoutOwnUpdates(state) {
    const kept = Object.entries(state.unappliedProposals).filter(
        ([, { proposal, senderLeafIndex }]) =>
            proposal.proposalType !== "update" || senderLeafIndex !== state.privatePath.leafIndex,
    );
    return { ...state, unappliedProposals: Object.fromEntries(kept) };
}

async function commitWith(request, extraProposals) {
    const group = groupOf(request.group_id);
    const state = withoutOwnUpdates(group.state);
    const options = {
        wireAsPublicMessage: request.public ?? true,
        extraProposals,
        ratchetTreeExtension: request.ratchet_tree_extension ?? true,
        authenticatedData: bytes(request.aad ?? ""),
    };
    const { commit, welcome, newState } = await mls.createCommit({ state, cipherSuite: cs, pskIndex: lookUp(state) }, options);
    const answer = {
        commit: hex(mls.encodeMlsMessage(commit)),
        group_info: await groupInfoOf(newState, false),
        ratchet_tree: hex(encodeRatchetTree(newState.ratchetTree)),
    };
    if (welcome) answer.welcome = encodeMessage("mls_welcome", "welcome", welcome);
    group.pending = newState;
    return request.merge ?? true ? { ...answer, ...advance(group, newState) } : answer;
}

/** The state with the key of a proposed leaf in place, if the commit that is just being processed takes that leaf. */
function takeProposedLeaf(group, state, proposals) {
    for (const { proposal, senderLeafIndex } of proposals) {
        if (proposal.proposalType !== "update" || senderLeafIndex !== state.privatePath.leafIndex) continue;
        const key = group.updateKeys.get(hex(proposal.update.leafNode.hpkePublicKey));
        Object.assign(state.privatePath.privateKeys, updateLeafKey(state.privatePath, key).privateKeys);
    }
}

async function processHandshake(group, message) {
    const old = group.state;
    const privatePath = { ...old.privatePath, privateKeys: { ...old.privatePath.privateKeys } };
    const state = { ...old, privatePath };
    let kind = "proposal";
    const onIncoming = (incoming) => {
        kind = incoming.kind;
        if (kind === "commit") takeProposedLeaf(group, state, incoming.proposals);
        return "accept";
    };
    const result = message.wireformat === "mls_public_message"
        ? await mls.processPublicMessage(state, message.publicMessage, lookUp(state), cs, onIncoming)
        : await mls.processPrivateMessage(state, message.privateMessage, lookUp(state), cs, onIncoming);
    return { kind, result };
}

const operations = {
    async init(request) {
        const name = Object.entries(mls.ciphersuites).find(([, id]) => id === (request.suite ?? 3))[0];
        cs = await mls.getCiphersuiteImpl(mls.getCiphersuiteFromName(name));
        identity = request.identity !== undefined ? bytes(request.identity) : new TextEncoder().encode(request.name);
        capabilities = {
            versions: ["mls10"],
            ciphersuites: [name],
            extensions: request.capabilities?.extensions ?? [],
            proposals: [],
            credentials: request.capabilities?.credentials ?? ["basic"],
        };
        signatureKeys = await cs.signature.keygen();
        keyPackages.clear();
        groups.clear();
        psks.clear();
        return { signature_key: hex(signatureKeys.publicKey), identity: hex(identity) };
    },

    async key_package(request) {
        const made = await makeKeyPackage(request.not_before, request.not_after);
        const ref = hex(await makeKeyPackageRef(made.publicPackage, cs.hash));
        keyPackages.set(ref, made);
        const answer = { key_package: encodeMessage("mls_key_package", "keyPackage", made.publicPackage), ref };
        if (!request.with_private) return answer;
        return {
            ...answer,
            init_priv: hex(made.privatePackage.initPrivateKey),
            encryption_priv: hex(made.privatePackage.hpkePrivateKey),
            signature_priv: hex(rawSeed(made.privatePackage.signaturePrivateKey)),
        };
    },

    async create_group(request) {
        const own = await makeKeyPackage();
        const extensions = extensionsOf(request.extensions);
        return begin(await mls.createGroup(bytes(request.group_id), own.publicPackage, own.privatePackage, extensions, cs));
    },

    async join(request) {
        const { welcome } = decodeMessage(request.welcome, "mls_welcome");
        const ref = welcome.secrets.map(({ newMember }) => hex(newMember)).find((each) => keyPackages.has(each));
        if (!ref) throw new Error("a welcome for none of the key packages");
        const { publicPackage, privatePackage } = keyPackages.get(ref);
        const tree = treeOf(request.ratchet_tree);
        const state = await mls.joinGroup(welcome, publicPackage, privatePackage, lookUp(undefined), cs, tree);
        keyPackages.delete(ref);
        return begin(state);
    },

    async group_info(request) {
        return { group_info: await groupInfoOf(groupOf(request.group_id).state, request.ratchet_tree ?? false) };
    },

    ratchet_tree(request) {
        return { ratchet_tree: hex(encodeRatchetTree(groupOf(request.group_id).state.ratchetTree)) };
    },

    async external_join(request) {
        const { groupInfo } = decodeMessage(request.group_info, "mls_group_info");
        const own = await makeKeyPackage();
        const tree = treeOf(request.ratchet_tree);
        const { publicMessage, newState } = await mls.joinGroupExternal(
            groupInfo, own.publicPackage, own.privatePackage, request.resync ?? false, takingInnerLength(), tree);
        return { commit: encodeMessage("mls_public_message", "publicMessage", publicMessage), ...begin(newState) };
    },

    async add(request) {
        const group = groupOf(request.group_id);
        const adds = request.key_packages.map((key_package) => proposalOf(group, { type: "add", key_package }));
        return commitWith(request, await Promise.all(adds));
    },

    async remove(request) {
        return commitWith(request, request.leaves.map((removed) => ({ proposalType: "remove", remove: { removed } })));
    },

    async update(request) {
        return commitWith(request, []);
    },

    async commit(request) {
        const group = groupOf(request.group_id);
        return commitWith(request, await Promise.all((request.proposals ?? []).map((given) => proposalOf(group, given))));
    },

    merge(request) {
        const group = groupOf(request.group_id);
        if (!group.pending) throw new Error("no pending commit");
        return advance(group, group.pending);
    },

    discard(request) {
        const group = groupOf(request.group_id);
        group.pending = undefined;
        return { view: viewOf(group.state) };
    },

    async propose(request) {
        const group = groupOf(request.group_id);
        const proposal = await proposalOf(group, request.proposal);
        const aad = bytes(request.aad ?? "");
        const { message, newState } = await mls.createProposal(group.state, request.public ?? true, proposal, cs, aad);
        group.state = newState;
        return { message: hex(mls.encodeMlsMessage(message)) };
    },

    async signature_key() {
        const { signKey, publicKey } = await cs.signature.keygen();
        return { signature_key: hex(publicKey), signature_priv: hex(rawSeed(signKey)) };
    },

    external_senders(request) {
        const credential = { credentialType: "basic", identity: bytes(request.identity) };
        const sender = mls.encodeExternalSender({ signaturePublicKey: bytes(request.signature_key), credential });
        return { type: mls.defaultExtensionTypes.external_senders, data: hex(withLength(sender)) };
    },

    async external_propose(request) {
        const { groupInfo } = decodeMessage(request.group_info, "mls_group_info");
        const senders = groupInfo.groupContext.extensions.find((each) => each.extensionType === "external_senders");
        const { signaturePublicKey } = mls.decodeExternalSender(senders.extensionData, 0)[0];
        const proposal = await proposalOf(undefined, request.proposal);
        const message = await mls.proposeExternal(groupInfo, proposal, signaturePublicKey, bytes(request.signature_priv), cs);
        return { message: hex(mls.encodeMlsMessage(message)) };
    },

    async join_request(request) {
        const { groupInfo } = decodeMessage(request.group_info, "mls_group_info");
        const made = await makeKeyPackage();
        keyPackages.set(hex(await makeKeyPackageRef(made.publicPackage, cs.hash)), made);
        const message = await mls.proposeAddExternal(groupInfo, made.publicPackage, made.privatePackage, cs);
        return { message: hex(mls.encodeMlsMessage(message)) };
    },

    async encrypt(request) {
        const group = groupOf(request.group_id);
        const aad = bytes(request.aad ?? "");
        const { privateMessage, newState } = await mls.createApplicationMessage(group.state, bytes(request.data), cs, aad);
        group.state = newState;
        return { message: encodeMessage("mls_private_message", "privateMessage", privateMessage) };
    },

    async process(request) {
        const group = groupOf(request.group_id);
        const message = decodeMessage(request.message);
        if (hex((message.publicMessage?.content ?? message.privateMessage).groupId) !== request.group_id)
            throw new Error("of another group");
        const { kind, result } = await processHandshake(group, message);
        if (result.kind === "applicationMessage") {
            group.state = result.newState;
            return { kind: "application", data: hex(result.message), aad: hex(message.privateMessage.authenticatedData) };
        }
        if (result.newState.groupActiveState.kind === "removedFromGroup") {
            groups.delete(request.group_id);
            return { kind, removed: true };
        }
        if (kind === "commit") return { kind, ...advance(group, result.newState) };
        group.state = result.newState;
        return { kind, view: viewOf(group.state) };
    },

    async export(request) {
        const { exporterSecret } = groupOf(request.group_id).state.keySchedule;
        const secret = await mls.mlsExporter(exporterSecret, request.label, bytes(request.context), request.length, cs);
        return { secret: hex(secret) };
    },

    psk(request) {
        psks.set(mls.bytesToBase64(bytes(request.psk_id)), bytes(request.psk));
        return {};
    },

    save(request) {
        return { blob: hex(mls.encodeGroupState(groupOf(request.group_id).state)) };
    },

    load(request) {
        const [state] = mls.decodeGroupState(bytes(request.blob), 0);
        return begin({ ...state, clientConfig: defaultClientConfig });
    },

    forget(request) {
        groups.delete(request.group_id);
        return {};
    },
};

await serve(operations);
