import type { AskBedrock, ConverseRequest } from '#classifiers/bedrock/request.ts';
import { TOOL } from '#classifiers/bedrock/request.ts';

/** A model on Bedrock that does as it is told by a script. */

/** The words that a request is about. */
export function wordsIn({ messages }: ConverseRequest): string {
  return (JSON.parse(messages[0]?.content[0]?.text ?? '{}') as { message: string }).message;
}

const found = <L extends string>(label: L, confidence = 0.9, quotes: readonly string[] = []) => ({
  label,
  confidence,
  quotes,
});

/** A sound input of the tool; every field can be overridden. */
export const toolInput = (over: object = {}) => ({
  sentiment: found('negative', 0.95),
  intent: found('delivery', 0.8),
  urgency: found('normal', 0.7),
  complexity: found('simple', 0.8),
  flags: [] as object[],
  sarcastic: 0.05,
  person: 0.6,
  ...over,
});

/** A Converse answer with these blocks of content. */
export const converseAnswer = (content: readonly object[], over: object = {}) => ({
  stopReason: 'tool_use',
  output: { message: { role: 'assistant', content } },
  usage: { inputTokens: 1_000, outputTokens: 150, totalTokens: 1_150 },
  metrics: { latencyMs: 700 },
  ...over,
});

export const toolCall = (input: unknown, name: string = TOOL) => ({ toolUse: { toolUseId: 'call-1', name, input } });

/** A sound answer. */
export const soundAnswer = (over: object = {}) => converseAnswer([toolCall(toolInput(over))]);

/** A model that answers by its script, and remembers every request. */
export function scriptedBedrock(script: (words: string) => unknown) {
  const requests: ConverseRequest[] = [];
  const ask: AskBedrock = async (request) => {
    requests.push(request);
    return script(wordsIn(request));
  };
  return { ask, requests };
}
