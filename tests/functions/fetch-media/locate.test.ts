import { describe, expect, it } from 'vitest';
import { PermanentError } from '#domain/errors.ts';
import type { FetchMediaPorts } from '#functions/fetch-media/ports.ts';
import type { Media, MediaAnswer } from '#platforms/media.ts';
import { startMedia } from './harness.ts';

/** Files that a message only names: asked for with the account's token, which no foreign host ever sees. */

const named = [{ type: 'image', id: 'file-1', url: 'https://from.the.payload.example/' }];
const BEARER = { authorization: 'Bearer token-1' };

/** A platform that says where the file is. */
function telling(answer: MediaAnswer, request: Partial<ReturnType<Media['request']>> = {}): Media {
  return {
    hosts: ['api.example', 'files.example'],
    request: ({ id }) => ({ method: 'GET', url: `https://api.example/${id}`, headers: BEARER, ...request }),
    read: () => answer,
  };
}

async function outcome(media: Media, override: Partial<FetchMediaPorts> = {}, baseUrl?: string) {
  const asked: string[] = [];
  const made = startMedia({ attachments: named, media });
  made.world.credentials = { accessToken: 'token-1', baseUrl };
  await made.keep();
  const ask: FetchMediaPorts['ask'] = async ({ url }) => {
    asked.push(url);
    return { status: 200, headers: {}, body: '{}' };
  };
  await made.run({ ask, ...override }).catch(() => undefined);
  return { asked, places: made.places, state: (await made.states())?.[0] };
}

describe('a file that has a name', () => {
  it('is asked for at the platform, and fetched where it says; the address of the payload is not used', async () => {
    const { asked, places, state } = await outcome(
      telling({ kind: 'at', url: 'https://files.example/1', headers: BEARER }),
    );
    expect(asked).toEqual(['https://api.example/file-1']);
    expect(places).toEqual([{ url: 'https://files.example/1', headers: BEARER }]);
    expect(state?.state).toBe('kept');
  });

  it('may be the answer itself', async () => {
    const { read: _, ...media } = telling({ kind: 'stale_token' });
    const { asked, places } = await outcome(media);
    expect([asked, places]).toEqual([[], [{ method: 'GET', url: 'https://api.example/file-1', headers: BEARER }]]);
  });

  it('may be anywhere when no token goes there', async () => {
    const { places } = await outcome(telling({ kind: 'at', url: 'https://cdn.elsewhere.example/1' }));
    expect(places).toEqual([{ url: 'https://cdn.elsewhere.example/1' }]);
  });

  it.each<[string, MediaAnswer]>([
    ['a header', { kind: 'at', url: 'https://elsewhere.example/1', headers: BEARER }],
    ['the address', { kind: 'at', url: 'https://elsewhere.example/bot token-1/1'.replace(' ', '') }],
    ['plain HTTP', { kind: 'at', url: 'http://files.example/1', headers: BEARER }],
    ['another port', { kind: 'at', url: 'https://files.example:8443/1', headers: BEARER }],
    ['a host that looks like it', { kind: 'at', url: 'https://files.example.evil.example/1', headers: BEARER }],
    ['what is no address', { kind: 'at', url: 'files.example', headers: BEARER }],
  ])('never takes the token to a foreign host: %s', async (_what, answer) => {
    const { places, state } = await outcome(telling(answer));
    expect(places).toEqual([]);
    expect(state).toEqual({ state: 'failed', reason: 'token_for_foreign_host' });
  });

  it('is not even asked for at a foreign host', async () => {
    const { asked, state } = await outcome(telling({ kind: 'stale_token' }, { url: 'https://elsewhere.example/' }));
    expect([asked, state]).toEqual([[], { state: 'failed', reason: 'token_for_foreign_host' }]);
  });

  it('is asked for at the base address of the account, where it has one', async () => {
    const there = { url: 'http://127.0.0.1:8080/file-1' };
    expect(
      (await outcome(telling({ kind: 'failed', reason: 'gone' }, there), {}, 'http://127.0.0.1:8080/x')).asked,
    ).toEqual([there.url]);
    expect(
      (await outcome(telling({ kind: 'failed', reason: 'gone' }, there), {}, 'http://127.0.0.1:8081/x')).asked,
    ).toEqual([]);
  });

  it.each<[MediaAnswer, unknown]>([
    [
      { kind: 'failed', reason: 'too_large' },
      { state: 'failed', reason: 'too_large' },
    ],
    [{ kind: 'retry', reason: 'rate_limited' }, { state: 'waiting' }],
    [{ kind: 'stale_token' }, { state: 'waiting' }],
  ])('%o', async (answer, state) => {
    expect((await outcome(telling(answer))).state).toEqual(state);
  });

  it('is asked for with a fresh token, once, when the platform refuses the first', async () => {
    const fresh: (boolean | undefined)[] = [];
    const { asked } = await outcome(telling({ kind: 'stale_token' }), {
      credentialsOf: async (_account, given) => {
        fresh.push(given?.fresh);
        return { accessToken: 'token-1' };
      },
    });
    expect([fresh, asked.length]).toEqual([[false, true], 2]);
  });

  it('fails for good without credentials, and parks nothing', async () => {
    const credentialsOf = () => Promise.reject(new PermanentError('credentials_missing'));
    const { state } = await outcome(telling({ kind: 'stale_token' }), { credentialsOf });
    expect(state).toEqual({ state: 'failed', reason: 'credentials_missing' });
  });
});
