import { readAnswer, tokensOf } from '#classifiers/bedrock/answer.ts';
import { type AskBedrock, converseRequest, judgedPart, mostTokens } from '#classifiers/bedrock/request.ts';
import { hiddenWords } from '#classifiers/hidden-words.ts';
import {
  isCharged,
  type Judged,
  NoOpinionError,
  type Opinion,
  type SecondOpinion,
  type Silence,
} from '#domain/opinion.ts';

/** A model on Amazon Bedrock as a second opinion: one request a message, each on its own. */

interface Answered {
  readonly answer: Opinion | Silence;
  readonly cost: number;
}

/** Silence about one message leaves the others alone. A request that went unanswered may have been charged for. */
async function opinionOn(ask: AskBedrock, judged: Judged): Promise<Answered> {
  const text = hiddenWords(judged);
  const most = mostTokens(text);
  let cost = most;
  try {
    const answer = await ask(converseRequest(text));
    cost = tokensOf(answer) ?? most;
    return { answer: readAnswer(answer, judgedPart(text)), cost };
  } catch (error) {
    if (!(error instanceof NoOpinionError)) throw error;
    return { answer: error.silence, cost: isCharged(error.silence) ? cost : 0 };
  }
}

/** @returns the classifier; `ask` sends one request with its time-out, retries, concurrency and circuit breaker. */
export function bedrockOpinion(modelId: string, ask: AskBedrock): SecondOpinion {
  return {
    name: `bedrock@${modelId}`,
    mostCost: (asked) => asked.reduce((sum, { text }) => sum + mostTokens(text), 0),
    on: async (asked) => {
      const answered = await Promise.all(asked.map((each) => opinionOn(ask, each)));
      return {
        answers: answered.map(({ answer }) => answer),
        cost: answered.reduce((sum, { cost }) => sum + cost, 0),
      };
    },
  };
}
