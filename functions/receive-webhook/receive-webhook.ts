import { createHash } from 'node:crypto';
import type { Blobs, Clock, Enqueue } from '#domain/ports.ts';
import type { NoteProof } from '#functions/receive-webhook/note-proof.ts';
import { acceptedWith, handshake, problem, type WebhookResponse } from '#functions/receive-webhook/problem.ts';
import { readBody } from '#functions/receive-webhook/read-body.ts';
import { handOver } from '#functions/shell/hand-over.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';
import { accountOf } from '#platforms/account.ts';
import type { PlatformEvent } from '#platforms/event.ts';
import type { Platform } from '#platforms/platform.ts';
import { platformNamed } from '#platforms/registry.ts';
import { UNKNOWN_KEY, type Verdict, type WebhookRequest, type WebhookSecrets } from '#platforms/webhook.ts';

/** Verify on the raw bytes, split, put on the queue, and only then say 200. */

/** What vouches for deliveries; `isOwn` where the account has an entry of its own. */
type Vouching = WebhookSecrets & { readonly isOwn?: boolean };

export interface ReceivePorts {
  readonly enqueue: Enqueue;
  readonly blobs: Blobs;
  /** The secrets of an account, or else of its platform; undefined when there are none. `want`: not the keys of before. */
  readonly secretsOf: (platform: string, account?: string, want?: 'fresh_keys') => Promise<Vouching | undefined>;
  readonly noteProof: NoteProof;
  readonly clock: Clock;
  readonly log: Log;
}

/** A request as it reached the function, `nowMs` left to the story's clock. */
export type IncomingWebhook = Omit<WebhookRequest, 'nowMs'> & { readonly platform: string };

const unknownPlatform = problem('unknown_platform', {
  status: 404,
  title: 'Unknown platform',
  detail: 'No platform of this name is served here. The path is /webhooks/{platform}.',
});

const unavailable = problem('unavailable', {
  status: 503,
  title: 'Try again',
  detail: 'The delivery could not be taken over. Nothing of it is lost if it is sent again.',
});

const accountNeeded = problem('account_needed', {
  status: 404,
  title: 'The path names no account',
  detail: 'The payload of this platform names no account, so the path must: /webhooks/{platform}/{account}.',
});

const accountMismatch = problem('account_mismatch', {
  status: 401,
  title: 'Events of another account',
  detail: 'The delivery holds events of an account other than the one its path names. Nothing of it was taken over.',
});

function refused(reason: string): WebhookResponse {
  const detail = `The signature was not accepted (${reason}). Sign the raw bytes of the body with a current secret.`;
  return problem('signature_refused', { status: 401, title: 'Signature refused', detail });
}

/** A path's account may be vouched for by a secret of its own, which must not write for any other account. */
function isOfPath(
  events: readonly PlatformEvent[],
  { name, webhook }: Platform,
  pathAccount: string | undefined,
): boolean {
  if (pathAccount === undefined) return true;
  const served = [name, ...(webhook?.shares ?? [])];
  const allowed = served.flatMap((platform) => [accountOf(platform, pathAccount), accountOf(platform, undefined)]);
  return events.every(({ account }) => allowed.includes(account));
}

async function takeOver(ports: ReceivePorts, platform: Platform, request: WebhookRequest): Promise<WebhookResponse> {
  const body = readBody(request.body);
  if (!body.ok) return problem('not_json', { status: 400, title: 'Unreadable body', detail: body.detail });
  const deliveryId = createHash('sha256').update(request.body).digest('hex').slice(0, 32);
  const events = platform.split(body.value, {
    id: deliveryId,
    pathAccount: request.pathAccount,
    headers: request.headers,
  });
  if (!isOfPath(events, platform, request.pathAccount)) return accountMismatch;
  await handOver(ports, events, {
    platform: platform.name,
    receivedAt: ports.clock(),
    deliveryId,
    ...(platform.webhook?.lateOnlyIfAsked && { backfill: true }),
  });
  return acceptedWith(platform.webhook?.acknowledge?.(body.value));
}

interface Proven {
  readonly request: WebhookRequest;
  readonly secrets: WebhookSecrets;
}

/** A platform's keys change: one that is not known yet is looked for once more. */
async function verified({ secretsOf }: ReceivePorts, { name, webhook }: Platform, proven: Proven): Promise<Verdict> {
  const { request, secrets } = proven;
  const verdict = (await webhook?.verify(request, secrets)) ?? { ok: false, reason: 'no_webhook' };
  if (verdict.ok || verdict.reason !== UNKNOWN_KEY) return verdict;
  const fresh = await secretsOf(name, request.pathAccount, 'fresh_keys');
  return (fresh && (await webhook?.verify(request, fresh))) ?? verdict;
}

async function answer(ports: ReceivePorts, incoming: IncomingWebhook): Promise<WebhookResponse> {
  const platform = platformNamed(incoming.platform);
  const webhook = platform?.webhook;
  if (!platform || !webhook) return unknownPlatform;
  if (webhook.needsPathAccount && !incoming.pathAccount) return accountNeeded;
  const secrets = await ports.secretsOf(platform.name, incoming.pathAccount);
  const voucher = { platform: platform.name, ...(secrets?.isOwn && { account: incoming.pathAccount }) };
  if (!secrets) {
    await ports.noteProof(voucher, 'no_webhook_secret');
    return refused('no_secret_configured');
  }
  const request: WebhookRequest = { ...incoming, nowMs: Date.parse(ports.clock()) };
  if (request.method === 'GET') {
    const given = webhook.handshake?.(request, secrets);
    if (given?.status === 403) await ports.noteProof(voucher, 'handshake_refused');
    return given ? handshake(given.status, given.contentType, given.body) : unknownPlatform;
  }
  const verdict = await verified(ports, platform, { request, secrets });
  const noted = ports.noteProof(voucher, verdict.ok ? 'accepted' : 'signature_refused');
  const [response] = await Promise.all([
    verdict.ok ? takeOver(ports, platform, request) : refused(verdict.reason),
    noted,
  ]);
  return response;
}

/** The webhook receiver: every failure of ours is a 503, so that the platform sends the delivery again. */
export function createReceiveWebhook(ports: ReceivePorts) {
  return async (incoming: IncomingWebhook): Promise<WebhookResponse> => {
    // A path is a stranger's words: only a name of ours is logged.
    const platform = platformNamed(incoming.platform)?.name ?? 'unknown';
    try {
      const response = await answer(ports, incoming);
      ports.log.info('webhook answered', { platform, status: response.statusCode });
      return response;
    } catch (error) {
      ports.log.error('webhook not taken over', { platform, ...faultOf(error) });
      return unavailable;
    }
  };
}
