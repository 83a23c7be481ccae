// SPDX-License-Identifier: GPL-3.0-or-later
// A hook of node's module loader: where ts-mls 1.6.4 departs from RFC 9420, its sources are mended as they are loaded (the
// installed package stays as it is). A mend that no longer finds its place is an error, so none outlives its reason.
// Everything that needs no mend is left to tsmls_peer.mjs.

const MENDS = [
    {
        // Section 12.4.3.1: each unmerged leaf stands in all non-blank nodes between it and the parent; nothing is said
        // of the nodes above, nor that the lists be equal.
        file: "clientState.js",
        find: "for (const parentIdx of dp) {",
        put: "for (const parentIdx of dp.slice(0, dp.indexOf(i))) {",
    },
    {
        file: "clientState.js",
        find: "!arraysEqual(dpNode.parent.unmergedLeaves, n.parent.unmergedLeaves)",
        put: "!dpNode.parent.unmergedLeaves.includes(unmergedLeaf)",
    },
    {
        // Section 12.4: a commit with a GroupContextExtensions proposal has a path.
        file: "clientState.js",
        find: "Object.values(grouped.remove).length > 0;",
        put: "Object.values(grouped.remove).length > 0 || grouped.group_context_extensions.length > 0;",
    },
    {
        // Section 12.1.7: the new list replaces the old one, also when the new one is empty.
        file: "clientState.js",
        find: "const newExtensions = flattenExtensions(grouped.group_context_extensions);",
        put: "const newExtensions = grouped.group_context_extensions.length > 0"
            + " ? flattenExtensions(grouped.group_context_extensions) : state.groupContext.extensions;",
    },
    {
        file: "createCommit.js",
        find: 'res.additionalResult.kind === "memberCommit" && res.additionalResult.extensions.length > 0',
        put: 'res.additionalResult.kind === "memberCommit"',
    },
    {
        file: "processMessages.js",
        find: 'result.additionalResult.kind === "memberCommit" && result.additionalResult.extensions.length > 0',
        put: 'result.additionalResult.kind === "memberCommit"',
    },
    {
        // Section 12.4.2: who is removed learns it, also when the same commit gives the leaf to somebody else.
        file: "clientState.js",
        find: "mutatedTree[leafToNodeIndex(toLeafIndex(state.privatePath.leafIndex))] === undefined;",
        put: "grouped.remove.some(({ proposal }) => proposal.remove.removed === state.privatePath.leafIndex);",
    },
    {
        // Section 12.4.1: path secrets are sealed to the provisional context, which has the new extensions.
        file: "createCommit.js",
        find: "createUpdatePath(res.tree, toLeafIndex(state.privatePath.leafIndex), state.groupContext,",
        put: "createUpdatePath(res.tree, toLeafIndex(state.privatePath.leafIndex), {...state.groupContext, extensions:"
            + ' res.additionalResult.kind === "memberCommit"'
            + " ? res.additionalResult.extensions : state.groupContext.extensions },",
    },
    {
        // Section 12.4.2: the commit secret follows the last path secret. Where half of the tree is empty that is not the root's.
        file: "pathSecrets.js",
        find: 'const nextSecret = await deriveSecret(pathSecrets[currentIndex], "path", kdf);',
        put: "const nextSecret = tree[nextIndex] === undefined"
            + ' ? pathSecrets[currentIndex] : await deriveSecret(pathSecrets[currentIndex], "path", kdf);',
    },
    {
        // Section 12.1.8.1: external_senders is a vector of senders. Of one sender, here.
        file: "externalSender.js",
        find: "export const decodeExternalSender = mapDecoders([decodeVarLenData, decodeCredential],",
        put: "export const decodeExternalSender = (bytes, offset) => {"
            + " const list = decodeVarLenData(bytes, offset);"
            + " return list && decodeOneSender(list[0], 0); };\n"
            + "const decodeOneSender = mapDecoders([decodeVarLenData, decodeCredential],",
    },
    {
        // Section 12.1.8: the index is one into that vector, and not into the extensions.
        file: "externalProposal.js",
        find: "senderIndex: externalSenderExtensionIndex",
        put: "senderIndex: 0",
    },
];

export async function load(url, context, next) {
    const loaded = await next(url, context);
    const mends = MENDS.filter(({ file }) => url.endsWith(`/ts-mls/dist/src/${file}`));
    if (mends.length === 0) return loaded;
    let source = loaded.source.toString();
    for (const { file, find, put } of mends) {
        if (source.split(find).length !== 2) throw new Error(`${file} has no one place for the mend of: ${find}`);
        source = source.replace(find, () => put);
    }
    return { ...loaded, source };
}
