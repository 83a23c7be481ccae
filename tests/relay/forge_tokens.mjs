// SPDX-License-Identifier: GPL-3.0-or-later
// Forges access tokens with npm's jose, from a good one: prints lines of {"name", "token"} as JSON.
//   node forge_tokens.mjs TOKEN
import { createRequire } from 'node:module';
import { generateKeyPairSync, createHmac } from 'node:crypto';
const { SignJWT, UnsecuredJWT, CompactSign, GeneralSign, EncryptJWT, exportJWK, base64url } =
    createRequire(process.env.NODE_PATH + '/')('jose');

const good = process.argv[2];
const [head64, claims64, signature] = good.split('.');
const header = JSON.parse(Buffer.from(head64, 'base64url'));
const claims = JSON.parse(Buffer.from(claims64, 'base64url'));
const say = (name, token) => process.stdout.write(JSON.stringify({ name, token }) + '\n');
const encode = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const bytes = text => new TextEncoder().encode(text);

const ed = generateKeyPairSync('ed25519');
const ec = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keyFor = alg => {
    if (alg.startsWith('HS')) return bytes(header.kid.padEnd(64, '0'));
    if (alg in ec) return generateKeyPairSync('ec', { namedCurve: ec[alg] }).privateKey;
    return alg === 'EdDSA' ? ed.privateKey : rsa.privateKey;
};

// Every algorithm, with every header that could lead a verifier to a key of the forger's.
const jwk = await exportJWK(ed.publicKey);
const leads = {
    'our kid': {}, 'no kid': { kid: undefined }, 'a kid that is not there': { kid: 'nobody' }, 'an empty kid': { kid: '' },
    'a kid that is a path': { kid: '../../dev/null' }, 'a kid with a query': { kid: "x' OR '1'='1" },
    'a kid that is a list': { kid: [header.kid] }, 'an embedded key': { jwk }, 'an embedded key without kid': { jwk, kid: undefined },
    'a key to fetch': { jku: 'http://127.0.0.1:9/keys' }, 'a certificate to fetch': { x5u: 'http://127.0.0.1:9/c' },
    'a thumbprint': { x5t: 'AAAA' }, 'a nested type': { cty: 'JWT' }, 'another type': { typ: 'at+jwt' },
};
for (const alg of ['EdDSA', 'HS256', 'HS384', 'HS512', 'ES256', 'ES384', 'ES512', 'RS256', 'RS512', 'PS256']) {
    const key = keyFor(alg);
    for (const [name, lead] of Object.entries(leads)) {
        try {
            say(`${alg}, ${name}`, await new SignJWT(claims).setProtectedHeader({ ...header, alg, ...lead }).sign(key));
        } catch (refused) {
            // jose itself makes no such token; by hand then, with a signature that cannot be right.
            say(`${alg}, ${name}, by hand`, `${encode({ ...header, alg, ...lead })}.${claims64}.${signature}`);
        }
    }
}

// No algorithm at all, in every spelling.
say('unsecured', new UnsecuredJWT(claims).encode());
for (const alg of ['none', 'None', 'NONE', 'nOnE', '', null, 0, false, ['EdDSA'], 'eddsa', 'EdDSA ', 'Ed25519', 'EdDSA\u0000'])
    for (const [name, end] of Object.entries({ signed: signature, 'not signed': '' }))
        say(`alg ${JSON.stringify(alg)}, ${name}`, `${encode({ ...header, alg })}.${claims64}.${end}`);

// The good signature over other words.
const other = {
    'somebody else': { sub: '00000000-0000-4000-8000-000000000001' }, 'another device': { dev: '00000000-0000-4000-8000-000000000001' },
    'another school': { sch: '00000000-0000-4000-8000-000000000001' }, 'for ever': { exp: 4102444800 }, 'no end': { exp: undefined },
    'no begin': { iat: undefined }, 'a role': { role: 'administrator' }, 'times as texts': { exp: '4102444800' },
    'not a number': { exp: 1e400 }, 'nobody': { sub: undefined }, 'a list': { sub: [claims.sub] },
};
for (const [name, change] of Object.entries(other)) {
    const changed = { ...claims, ...change };
    say(`the good signature over ${name}`, `${head64}.${encode(changed)}.${signature}`);
    say(`a stranger's signature over ${name}`, await new CompactSign(bytes(JSON.stringify(changed))).setProtectedHeader(header).sign(ed.privateKey));
}

// Other shapes.
const general = await new GeneralSign(bytes(JSON.stringify(claims))).addSignature(ed.privateKey).setProtectedHeader(header).sign();
say('JSON, general', JSON.stringify(general));
say('JSON, flattened', JSON.stringify({ payload: claims64, protected: head64, signature }));
say('encrypted', await new EncryptJWT(claims).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(new Uint8Array(32)));
say('nested', await new CompactSign(bytes(good)).setProtectedHeader({ ...header, cty: 'JWT' }).sign(ed.privateKey));
say('unencoded payload', `${encode({ ...header, b64: false, crit: ['b64'] })}.${claims64}.${signature}`);
say('an unknown demand', `${encode({ ...header, crit: ['exp'] })}.${claims64}.${signature}`);
say('a key twice', `${encode(`{"alg":"none",${JSON.stringify(header).slice(1)}`)}.${claims64}.${signature}`);
say('claims twice', `${head64}.${encode(`{"sub":"x",${JSON.stringify(claims).slice(1)}`)}.${signature}`);
for (const [name, token] of Object.entries({
    'a part less': `${head64}.${claims64}`, 'a part more': `${good}.x`, 'no head': `.${claims64}.${signature}`,
    'no claims': `${head64}..${signature}`, 'no signature': `${head64}.${claims64}.`, 'nothing': '..', 'padded': `${good}==`,
    'plain base64': `${head64}.${claims64}.${Buffer.from(signature, 'base64url').toString('base64')}+/`,
    'a bit of the end': good.slice(0, -1) + (good.endsWith('A') ? 'B' : 'A'), 'half': good.slice(0, good.length / 2),
    'twice': good + good, 'with a comma': `${good},${good}`, 'endless': good + 'A'.repeat(3000),
    'the signature mirrored': `${head64}.${claims64}.${[...signature].reverse().join('')}`,
    'an HMAC over it': `${head64}.${claims64}.${createHmac('sha256', header.kid).update(`${head64}.${claims64}`).digest('base64url')}`,
    'zeroes': `${head64}.${claims64}.${'A'.repeat(86)}`,
})) say(name, token);
