import type { Credentials } from '#domain/credentials.ts';
import { PermanentError } from '#domain/errors.ts';
import type { Reply } from '#domain/reply.ts';
import type { ApiCall } from '#platforms/api-call.ts';
import type { ReplyTarget } from '#platforms/outgoing.ts';
import type { Platform } from '#platforms/platform.ts';
import { renewed } from './account.ts';
import { type Outcome, outcomeOf } from './next-state.ts';
import type { SendReplyPorts, Sent } from './ports.ts';

/** What is said to the platform, and what it says. */

/** What is to be sent, and by whom. */
export interface Sending {
  readonly reply: Reply;
  readonly platform: Platform;
  readonly target: ReplyTarget;
  /** A private message to somebody who wrote in public: it opens a talk elsewhere. */
  readonly isStep: boolean;
}

/** The last answer, and what it means. */
export interface Exchanged {
  readonly answer: Sent;
  readonly outcome: Outcome;
}

/** The request, or why the platform will not even be asked: a person must write it anew. */
export function rendered(
  { platform, target }: Sending,
  credentials: Credentials,
  now: string,
): { readonly request: ApiCall } | { readonly reason: string } {
  try {
    return { request: platform.renderReply(target, credentials, Date.parse(now)) };
  } catch (error) {
    if (error instanceof PermanentError) return { reason: error.reason };
    throw error;
  }
}

/** The same reply to where the platform says that the talk has moved. */
function movedIn(sending: Sending, outcome: Outcome): Sending | undefined {
  if (outcome.kind !== 'failed' || !outcome.movedTo) return undefined;
  const { target } = sending;
  return { ...sending, target: { ...target, answerWith: { ...target.answerWith, ...outcome.movedTo } } };
}

/** Sends, and once more where the platform would not have the token, or names another place. */
export async function exchanged(
  ports: SendReplyPorts,
  sending: Sending,
  first: { readonly request: ApiCall; readonly credentials: Credentials },
): Promise<Exchanged> {
  const { reply, platform, target } = sending;
  const send = async (call: ApiCall): Promise<Exchanged> => {
    const answer = await ports.send(call);
    return { answer, outcome: outcomeOf(answer, (each) => platform.readSendResponse(each, target)) };
  };
  const told = await send(first.request);
  const moved = movedIn(sending, told.outcome);
  if (moved) {
    const anew = rendered(moved, first.credentials, ports.clock());
    return 'request' in anew ? send(anew.request) : told;
  }
  if (told.outcome.kind !== 'stale_token') return told;
  const fresh = await renewed(ports, reply, { token: first.credentials.accessToken, outcome: told.outcome });
  if ('outcome' in fresh) return { ...told, outcome: fresh.outcome };
  const again = rendered(sending, fresh.credentials, ports.clock());
  return 'request' in again ? send(again.request) : told;
}
