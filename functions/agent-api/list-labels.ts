import type { LabelLine } from '#contracts/agent-api-labels.ts';
import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { inForce, type MessageLabels, ofWords } from '#domain/label.ts';
import { type Amendment, amended, amending } from '#domain/message.ts';
import type { FiledMessage } from '#domain/ports.ts';
import type { Call, Operation } from './call.ts';
import type { AgentApiPorts } from './ports.ts';
import { DISCREET, shown } from './sight.ts';

/** Labels as lines to learn from: page by page, without the words of those who took them back. */

interface Known {
  readonly labels: MessageLabels;
  readonly filed: FiledMessage | undefined;
  readonly amendments: readonly Amendment[];
}

/** The words of one account's labelled messages, with their edits. */
async function knownOf(
  { messages }: AgentApiPorts,
  account: string,
  labels: readonly MessageLabels[],
): Promise<Known[]> {
  const keys = labels.map(({ messageId: id }) => ({ account, id }));
  const [filed, amendments] = await Promise.all([messages.getAll(keys), messages.amendmentsOf(keys)]);
  const byId = new Map(filed.map((each) => [each.message.id, each]));
  return labels.map((each) => {
    const one = byId.get(each.messageId);
    return {
      labels: each,
      filed: one,
      amendments: one ? amending(one.message, amendments.get(each.messageId) ?? []) : [],
    };
  });
}

/**
 * A line; none where the words that were judged are gone, or are others by now. Nobody's model learns personal data, nor
 * the customer's own name.
 */
function lineOf({ labels, filed, amendments }: Known, withWords: boolean): LabelLine[] {
  const text = filed && amended(filed.message, amendments).text;
  const said = inForce(ofWords(labels, amendments.length));
  if (text === undefined || Object.keys(said).length === 0) return [];
  const lang = filed?.message.language ?? filed?.classification?.language?.label ?? 'und';
  const sight = { ...DISCREET, unnamed: filed ? [filed.message.author] : [] };
  return [{ text: withWords ? shown(text, sight, lang) : undefined, lang, ...said }];
}

async function linesOf(ports: AgentApiPorts, labels: readonly MessageLabels[], withWords: boolean) {
  const byAccount = [...Map.groupBy(labels, ({ account }) => account)];
  const known = (await Promise.all(byAccount.map(([account, theirs]) => knownOf(ports, account, theirs)))).flat();
  const lines = new Map(known.map((each) => [each.labels, lineOf(each, withWords)]));
  return labels.flatMap((each) => lines.get(each) ?? []);
}

/** Where the page begins. @throws {ApiProblem} when the cursor is not of this list. */
async function placeOf(
  { cursors }: AgentApiPorts,
  { query }: Call<'listLabels'>,
  scope: { list: string; now: string },
) {
  if (query.cursor === undefined) return { since: query.since };
  const after = await cursors.open(query.cursor, scope);
  if (after !== undefined) return { after };
  throw new ApiProblem('invalid-cursor', 'Use `next` of a page of this very list, within a day, or start anew.');
}

/** Lists the labels given since a time, the oldest first. Words are for those who may read tickets. */
export function listLabels(ports: AgentApiPorts): Operation<'listLabels'> {
  return async (call) => {
    const now = ports.clock();
    const { since, limit } = call.query;
    const scope = { list: JSON.stringify(['labels', since]), now };
    const page = await ports.labels.list({ from: await placeOf(ports, call, scope), now, limit });
    const lines = await linesOf(ports, page.labels, call.caller.permissions.has('tickets:read'));
    return { body: { labels: lines, next: page.next && (await ports.cursors.seal(page.next, scope)) } };
  };
}
