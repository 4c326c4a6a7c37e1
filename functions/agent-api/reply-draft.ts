import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { RefusedError } from '#domain/errors.ts';
import { guardOfTicket } from '#domain/guard.ts';
import type { Reply } from '#domain/reply.ts';
import type { Ticket } from '#domain/ticket.ts';
import { answerRule, brokenLimit } from '#platforms/reply-rules.ts';
import type { Call } from './call.ts';
import type { Caller } from './caller.ts';
import type { AgentApiPorts } from './ports.ts';

/** What must hold before an answer is written down, and the reply it becomes. Pure. */

type ReplyCall = Call<'replyToTicket'>;

/** What is asked for, under which id. */
interface Draft {
  readonly call: ReplyCall;
  readonly replyId: string;
}

function assertVisibility({ visibility }: Ticket, { body }: ReplyCall): void {
  if (body.visibility === visibility) return;
  const detail = `The ticket is ${visibility}, the answer was written to be ${body.visibility}: write it for ${visibility} eyes.`;
  throw new RefusedError('visibility_differs', detail);
}

/** @throws {ApiProblem} 400 with the numbers when the platform takes no text this long. */
function assertLength(ticket: Ticket, { body }: ReplyCall, { platformNamed }: AgentApiPorts): void {
  const platform = platformNamed(ticket.platform);
  if (!platform) throw new RefusedError('platform_unknown', 'This deployment no longer speaks this platform.');
  const rule = answerRule(platform.replies, ticket.channel, ticket.visibility);
  if (!rule) throw new RefusedError('no_answer_here', `Nobody can be answered on ${ticket.channel} from here.`);
  const broken = brokenLimit(body.text, rule);
  if (!broken) return;
  const { maxLength, unit, measure } = broken;
  const length = measure(body.text);
  const mend = `Shorten it by ${length - maxLength} ${unit}.`;
  const detail = `The answer has ${length} ${unit}, ${ticket.channel} takes ${maxLength}.`;
  throw new ApiProblem('reply-too-long', detail, { errors: [{ in: 'body', pointer: '/text', detail, mend }] });
}

/** What automation wants to say needs a ticket it may speak on; the send path asks again. */
function verdictOn(ticket: Ticket, { kind }: Caller): Reply['guardVerdict'] {
  if (kind === 'agent') return undefined;
  const { verdict, reasons } = guardOfTicket(ticket);
  if (verdict === 'may_speak') return verdict;
  const detail = `Automation may not speak on this ticket, it needs a person: ${reasons.join(', ')}.`;
  throw new RefusedError('needs_a_person', detail, reasons);
}

/**
 * The reply that a request asks for, on the ticket as it stands.
 * @throws {RefusedError} when there is nothing to answer, the eyes differ, or a robot asks where a person is needed.
 */
export function draftReply(ports: AgentApiPorts, ticket: Ticket, { call, replyId }: Draft): Reply {
  const { id, account, channel, visibility, customerId, lastIn } = ticket;
  if (!lastIn) throw new RefusedError('nothing_to_answer', 'The customer has said nothing on this ticket yet.');
  assertVisibility(ticket, call);
  assertLength(ticket, call, ports);
  const now = ports.clock();
  return {
    ticketId: id,
    replyId,
    account,
    channel,
    visibility,
    customerId,
    inReplyTo: lastIn.id,
    text: call.body.text,
    by: { kind: call.caller.kind, id: call.caller.id },
    guardVerdict: verdictOn(ticket, call.caller),
    state: 'queued',
    attempt: 0,
    createdAt: now,
    updatedAt: now,
  };
}
