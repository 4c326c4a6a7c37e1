import type { Classification } from '#domain/classification.ts';
import type { Message } from '#domain/message.ts';
import type { Judged } from '#domain/opinion.ts';
import { keptText } from '#functions/triage/long-text.ts';
import type { TriagePorts } from '#functions/triage/ports.ts';
import type { Understood } from '#functions/triage/understand.ts';

/** What customers' words say: the embedded classifier alone first, then whoever the stage asks besides, all at once. */

/** The embedded answer. What is judged are the words that the table keeps, since evidence points into them. */
async function judged({ classify }: Pick<TriagePorts, 'classify'>, message: Message): Promise<Judged> {
  const text = keptText(message.text ?? '');
  return { text, language: message.language, classification: await classify(text, message.language) };
}

/** An event with the embedded answer, when it is a customer's message. */
export async function withJudgement(ports: Pick<TriagePorts, 'classify'>, understood: Understood): Promise<Understood> {
  const { meaning } = understood;
  if (meaning.kind !== 'message' || meaning.message.direction === 'out') return understood;
  return { ...understood, judged: await judged(ports, meaning.message) };
}

/** Has all customers' messages of a batch judged once more, in as few calls as possible. */
export async function reviewed(
  { review }: Pick<TriagePorts, 'review'>,
  batch: readonly Understood[],
): Promise<Understood[]> {
  const first = batch.flatMap((each) => each.judged ?? []);
  const said = new Map((await review(first)).map((classification, index) => [first[index], classification]));
  return batch.map((each) => {
    const classification = said.get(each.judged);
    return each.judged && classification ? { ...each, judged: { ...each.judged, classification } } : each;
  });
}

/** One message, when it must be judged anew. */
export async function judgedAnew(
  ports: Pick<TriagePorts, 'classify' | 'review'>,
  message: Message,
): Promise<Classification> {
  const first = await judged(ports, message);
  const [classification = first.classification] = await ports.review([first]);
  return classification;
}
