import * as z from 'zod/mini';
import { answerPromise } from '#domain/promise/answer-promise.ts';

/** The items of what customers were told to expect; see docs/promises.md. */

export const promiseItems = {
  promise: {
    about:
      'When a customer was told that a person would answer, and whether that was kept. Ids and facts, no words. Derived, never published.',
    pk: 'promises#<day>',
    sk: 'promise#<account>#<ticket id>#<episode>',
    schema: z.object({ revision: z.number(), promise: answerPromise }),
  },
} as const;
