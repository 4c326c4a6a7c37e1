import { createHash } from 'node:crypto';
import type { Blobs, Clock, Enqueue } from '#domain/ports.ts';
import { pack } from '#functions/receive-webhook/pack.ts';
import { accepted, handshake, problem, type WebhookResponse } from '#functions/receive-webhook/problem.ts';
import { readBody } from '#functions/receive-webhook/read-body.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';
import type { Platform, WebhookRequest, WebhookSecrets } from '#platforms/platform.ts';
import { platformNamed } from '#platforms/registry.ts';

/** Verify on the raw bytes, split, put on the queue, and only then say 200. */

export interface ReceivePorts {
  readonly enqueue: Enqueue;
  readonly blobs: Blobs;
  /** The secrets of an account, or else of its platform; undefined when there are none. */
  readonly secretsOf: (platform: string, account?: string) => Promise<WebhookSecrets | undefined>;
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

function refused(reason: string): WebhookResponse {
  const detail = `The signature was not accepted (${reason}). Sign the raw bytes of the body with a current secret.`;
  return problem('signature_refused', { status: 401, title: 'Signature refused', detail });
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
  const { bodies, claims } = pack(events, { platform: platform.name, receivedAt: ports.clock(), deliveryId });
  await Promise.all(claims.map(({ key, content }) => ports.blobs.put(key, content)));
  await ports.enqueue([...bodies, ...claims.map((claim) => claim.body)]);
  return accepted;
}

async function answer(ports: ReceivePorts, incoming: IncomingWebhook): Promise<WebhookResponse> {
  const platform = platformNamed(incoming.platform);
  if (!platform) return unknownPlatform;
  const secrets = await ports.secretsOf(platform.name, incoming.pathAccount);
  if (!secrets) return refused('no_secret_configured');
  const request: WebhookRequest = { ...incoming, nowMs: Date.parse(ports.clock()) };
  if (request.method === 'GET') {
    const given = platform.handshake?.(request, secrets);
    return given ? handshake(given.status, given.contentType, given.body) : unknownPlatform;
  }
  const verdict = platform.verify(request, secrets);
  return verdict.ok ? takeOver(ports, platform, request) : refused(verdict.reason);
}

/** The webhook receiver: every failure of ours is a 503, so that the platform sends the delivery again. */
export function createReceiveWebhook(ports: ReceivePorts) {
  return async (incoming: IncomingWebhook): Promise<WebhookResponse> => {
    try {
      const response = await answer(ports, incoming);
      ports.log.info('webhook answered', { platform: incoming.platform, status: response.statusCode });
      return response;
    } catch (error) {
      ports.log.error('webhook not taken over', { platform: incoming.platform, ...faultOf(error) });
      return unavailable;
    }
  };
}
