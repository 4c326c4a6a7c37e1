import { afterEach, describe, expect, it } from 'vitest';
import { openPinned } from '#adapters/checked-fetch-hop.ts';
import { closeServers, fetcher, PUBLIC, picture, sendsTo, serve, watched } from '#tests/support/fetching.ts';

/** Which addresses the checked fetcher lets through, and that it connects to what it checked. */

afterEach(closeServers);

describe('an address that is refused before anything is sent', () => {
  it.each([
    ['http://cdn.example/a', 'scheme_not_allowed'],
    ['ftp://cdn.example/a', 'scheme_not_allowed'],
    ['file:///etc/passwd', 'scheme_not_allowed'],
    ['data:image/png;base64,AAAA', 'scheme_not_allowed'],
    ['javascript:alert(1)', 'scheme_not_allowed'],
    ['gopher://cdn.example:70/', 'scheme_not_allowed'],
    ['//cdn.example/a', 'address_malformed'],
    ['not an address', 'address_malformed'],
    ['https://', 'address_malformed'],
    ['https://999.1.1.1/', 'address_malformed'],
    ['https://cdn.example:8443/a', 'port_not_allowed'],
    ['https://cdn.example:80/a', 'port_not_allowed'],
    ['https://cdn.example:22/a', 'port_not_allowed'],
    ['https://user@cdn.example/a', 'credentials_in_address'],
    ['https://user:word@cdn.example/a', 'credentials_in_address'],
    ['https://media.test@127.0.0.1/', 'credentials_in_address'],
    ['https://:word@cdn.example/', 'credentials_in_address'],
    ['https://127.0.0.1/', 'address_not_public'],
    ['https://127.0.0.1./', 'address_not_public'],
    ['https://2130706433/', 'address_not_public'],
    ['https://017700000001/', 'address_not_public'],
    ['https://0x7f000001/', 'address_not_public'],
    ['https://0x7f.1/', 'address_not_public'],
    ['https://0177.0.0.1/', 'address_not_public'],
    ['https://127.1/', 'address_not_public'],
    ['https://0/', 'address_not_public'],
    ['https://①②⑦.⓪.⓪.①/', 'address_not_public'],
    ['https://127。0。0。1/', 'address_not_public'],
    ['https://169.254.169.254/latest/meta-data/', 'address_not_public'],
    ['https://2852039166/latest/meta-data/', 'address_not_public'],
    ['https://[::1]/', 'address_not_public'],
    ['https://[::]/', 'address_not_public'],
    ['https://[::ffff:127.0.0.1]/', 'address_not_public'],
    ['https://[::ffff:a9fe:a9fe]/', 'address_not_public'],
    ['https://[64:ff9b::7f00:1]/', 'address_not_public'],
    ['https://[2002:7f00:1::]/', 'address_not_public'],
    ['https://[fd00:ec2::254]/', 'address_not_public'],
    ['https:\\\\127.0.0.1\\a', 'address_not_public'],
    ['https://cdn.example\\@127.0.0.1/', 'fetched at cdn.example'],
    ['https://cdn.example#@127.0.0.1/', 'fetched at cdn.example'],
    ['https://cdn.example?@127.0.0.1/', 'fetched at cdn.example'],
  ])('%s: %s', async (url, expected) => {
    const { fetch, hops } = await watched();
    const fetched = await fetch({ url });
    const said = fetched.kind === 'fetched' ? `fetched at ${hops[0]?.url.hostname}` : fetched.reason;
    expect(said).toBe(expected);
    expect(hops).toHaveLength(fetched.kind === 'fetched' ? 1 : 0);
  });

  it.each([
    ['a name of this machine', 'localhost', ['127.0.0.1', '::1']],
    ['the same with a dot', 'localhost.', ['127.0.0.1']],
    ['a name in capitals of other alphabets', 'ｌｏｃａｌｈｏｓｔ', ['127.0.0.1']],
    ['a public name with a private address', 'rebind.example', ['10.0.0.7']],
    ['a name with one private address among public ones', 'mixed.example', [PUBLIC, '192.168.0.1']],
    ['a name with a mapped address', 'mapped.example', ['::ffff:169.254.169.254']],
    ['a name with an address that has a zone', 'zone.example', ['fe80::1%eth0']],
    ['what the resolver cannot have meant', 'odd.example', ['not an address']],
  ])('%s', async (_what, host, addresses) => {
    const { fetch, hops } = await watched({ resolve: async () => addresses });
    expect(await fetch({ url: `https://${host}/a` })).toEqual({ kind: 'refused', reason: 'address_not_public' });
    expect(hops).toEqual([]);
  });

  it('trusts a host on the port it names and on no other, and no host that only looks like it', async () => {
    const port = await serve(picture);
    const fetch = fetcher({ places: { trusted: [`media.test:${port}`], trustedOnly: false } });
    expect((await fetch({ url: `http://media.test:${port}/` })).kind).toBe('fetched');
    expect(await fetch({ url: `http://media.test:${port + 1}/` })).toMatchObject({ reason: 'scheme_not_allowed' });
    expect(await fetch({ url: `http://media.test.example:${port}/` })).toMatchObject({ reason: 'scheme_not_allowed' });
    expect(await fetch({ url: `http://u@media.test:${port}/` })).toMatchObject({ reason: 'credentials_in_address' });
  });

  it('asks no public host where only trusted ones may be asked, and does not even resolve its name', async () => {
    const asked: string[] = [];
    const resolve = async (name: string) => [asked.push(name) > 0 ? PUBLIC : ''];
    const { fetch, hops } = await watched({ places: { trusted: [], trustedOnly: true }, resolve });
    expect(await fetch({ url: 'https://cdn.example/' })).toEqual({ kind: 'refused', reason: 'host_not_trusted' });
    expect(await fetch({ url: `https://${PUBLIC}/` })).toEqual({ kind: 'refused', reason: 'host_not_trusted' });
    expect([asked, hops]).toEqual([[], []]);
  });
});

describe('a name that changes its mind', () => {
  it('is resolved once: the connection goes to the address that was checked', async () => {
    const answers = [[PUBLIC], ['127.0.0.1']];
    const { fetch, hops } = await watched({ resolve: async () => answers.shift() ?? [] });
    expect((await fetch({ url: 'https://rebind.example/a' })).kind).toBe('fetched');
    expect(hops.map(({ addresses }) => addresses)).toEqual([[PUBLIC]]);
    expect(answers).toEqual([['127.0.0.1']]);
  });

  it('is not asked again by the connection itself', async () => {
    const port = await serve(picture);
    const response = await openPinned({
      url: new URL(`http://never.registered.invalid:${port}/`),
      addresses: ['127.0.0.1'],
      headers: {},
      signal: AbortSignal.timeout(2000),
    });
    response.resume();
    expect(response.statusCode).toBe(200);
  });

  it('is checked anew at each redirect', async () => {
    const answers = [[PUBLIC], ['127.0.0.1']];
    const port = await serve(sendsTo('https://rebind.example/b'));
    const hops: string[] = [];
    const fetch = fetcher({
      resolve: async () => answers.shift() ?? [],
      open: ({ headers, addresses, signal }) => {
        hops.push(...addresses);
        return openPinned({ url: new URL(`http://127.0.0.1:${port}/`), addresses: ['127.0.0.1'], headers, signal });
      },
    });
    expect(await fetch({ url: 'https://rebind.example/a' })).toEqual({ kind: 'refused', reason: 'address_not_public' });
    expect(hops).toEqual([PUBLIC]);
  });
});
