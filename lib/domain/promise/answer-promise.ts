import * as z from 'zod/mini';

/** What a customer was told of when a person will answer, and what became of it. */

export const PROMISE_KINDS = ['within', 'by', 'from'] as const;

/** When an answer is expected: `within` so many minutes, `by` a time of this opening, or `from` the next one that fits. */
export const expectedAnswer = z.object({
  kind: z.enum(PROMISE_KINDS),
  /** Set on `within`. */
  minutes: z.optional(z.number()),
  /** Set on `from`: when somebody works again. */
  from: z.optional(z.string()),
  /** The promise is kept when a person has answered by then. */
  until: z.string(),
  /** The IANA zone in which the customer was told. */
  zone: z.string(),
});
export type ExpectedAnswer = z.infer<typeof expectedAnswer>;

export const answerPromise = z.object({
  ticketId: z.string(),
  episode: z.number(),
  account: z.string(),
  /** The day (UTC) of the event that it answers: where it is kept. */
  day: z.string(),
  /** When the customer said what the answer is awaited to. */
  askedAt: z.string(),
  madeAt: z.string(),
  expected: expectedAnswer,
  /** Tickets that were ahead, people on duty, and minutes that one answer takes: why this was promised. */
  ahead: z.number(),
  staff: z.number(),
  handlingMinutes: z.number(),
  /** When the customer was told; a promise that never reached them counts for nothing. */
  toldAt: z.optional(z.string()),
  /** The first answer of a person. */
  answeredAt: z.optional(z.string()),
  outcome: z.optional(z.enum(['kept', 'broken'])),
});
export type AnswerPromise = z.infer<typeof answerPromise>;

/** Names a promise. */
export type PromiseKey = Pick<AnswerPromise, 'day' | 'account' | 'ticketId' | 'episode'>;

/** The id of the reply that tells a promise: one an episode of a ticket. */
export const acknowledgementId = ({ ticketId, episode }: Pick<AnswerPromise, 'ticketId' | 'episode'>): string =>
  `acknowledgement-${ticketId}-${episode}`;
