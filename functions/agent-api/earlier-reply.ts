import { ApiProblem } from '#contracts/agent-api-problems.ts';
import type { Reply } from '#domain/reply.ts';
import type { AgentApiPorts } from './ports.ts';

/** Recognises a request that was made before: its key names a reply that is there already. */

/** The words of a reply; once sent, the message holds them, unless its echo came first with the platform's own. */
async function wordsOf({ messages }: AgentApiPorts, reply: Reply): Promise<string | undefined> {
  // Of a long answer each message holds a part.
  if (reply.text !== undefined || reply.messageId === undefined || reply.sentParts) return reply.text;
  const [filed] = await messages.getAll([{ account: reply.account, id: reply.messageId }]);
  return filed?.message.replyId === reply.replyId ? filed.message.text : undefined;
}

/** @throws {ApiProblem} 422 when the key was used for other words or other eyes. Words that are gone differ from none. */
export async function assertSameRequest(
  ports: AgentApiPorts,
  reply: Reply,
  asked: { text: string; visibility: Reply['visibility'] },
): Promise<void> {
  const words = await wordsOf(ports, reply);
  if (reply.visibility === asked.visibility && (words === undefined || words === asked.text)) return;
  throw new ApiProblem('key-reused', 'This Idempotency-Key was used for another answer: send a fresh one.');
}

/** Whether the ticket's history says that the reply was queued: only then is it sent. */
export async function isQueued({ tickets }: AgentApiPorts, ticketId: string, replyId: string): Promise<boolean> {
  const history = await tickets.history(ticketId);
  return history.some(({ deed }) => deed.type === 'reply_queued' && deed.replyId === replyId);
}
