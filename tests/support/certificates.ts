import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** X.509 certificates for tests, made as they are needed: no key lies anywhere, and nothing runs out. */

export interface Certified {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Certified {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** DER: tag, length, content. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const short = length < 0x80 ? [length] : [0x81, length];
  return Buffer.concat([Buffer.from([tag, ...(length < 0x100 ? short : [0x82, length >> 8, length & 0xff])]), body]);
}

const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);
const hex = (bytes: string): Buffer => Buffer.from(bytes, 'hex');
const text = (words: string): Buffer => Buffer.from(words, 'latin1');
const time = (instant: Date): Buffer => der(0x18, text(`${instant.toISOString().replace(/\D/g, '').slice(0, 14)}Z`));

const ECDSA_WITH_SHA256 = sequence(hex('06082a8648ce3d040302'));
const commonName = (name: string): Buffer => sequence(der(0x31, sequence(hex('0603550403'), der(0x0c, text(name)))));

/** Extensions of RFC 5280: it may vouch for others, or which host it is for. */
const VOUCHES = sequence(hex('0603551d13'), hex('0101ff'), der(0x04, sequence(hex('0101ff'))));
const isFor = (host: string): Buffer => sequence(hex('0603551d11'), der(0x04, sequence(der(0x82, text(host)))));

interface Wanted {
  readonly name: string;
  readonly issuer: string;
  readonly extension: Buffer;
  readonly until: Date;
}

function certified({ name, issuer, extension, until }: Wanted, by?: KeyObject): Certified & { privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = sequence(
    der(0xa0, hex('020102')),
    hex('020101'),
    ECDSA_WITH_SHA256,
    commonName(issuer),
    sequence(time(new Date(0)), time(until)),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const signature = der(0x03, hex('00'), sign('sha256', content, by ?? privateKey));
  const lines =
    sequence(content, ECDSA_WITH_SHA256, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  const cert = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), privateKey };
}

const FAR_OFF = new Date(Date.UTC(9999, 0));

/** An authority that nobody trusts by itself. */
export function authority(name: string): Authority {
  return { name, ...certified({ name, issuer: name, extension: VOUCHES, until: FAR_OFF }) };
}

/** A certificate of an authority for one host. @param until when it runs out; by default it does not. */
export function certificateFor(host: string, by: Authority, until: Date = FAR_OFF): Certified {
  return certified({ name: 'a server', issuer: by.name, extension: isFor(host), until }, by.privateKey);
}
