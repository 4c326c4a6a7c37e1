import * as z from 'zod/mini';
import { maybe } from './fields.ts';
import { isoFromEpoch, isoFromText } from './time.ts';

/** Pieces of schemas for what Meta's products write alike. */

/** A yes or no: a boolean, or the word for it (`"is_deleted": "true"` in Instagram's own samples). */
export const flag = maybe(
  z.pipe(
    z.union([z.boolean(), z.enum(['true', 'false'])]),
    z.transform((value) => value === true || value === 'true'),
  ),
);

/** True for what `flag` reads as yes, where there is no schema. */
export const isFlagged = (value: unknown): boolean => value === true || value === 'true';

/** A time in any of Meta's writings: epoch seconds, epoch milliseconds, either as digits, or ISO 8601; as ISO with ms. */
export const time = maybe(
  z.pipe(
    z.union([z.number(), z.string()]),
    z.transform((value) => {
      if (typeof value === 'number') return isoFromEpoch(value);
      return /^\d+$/.test(value) ? isoFromEpoch(Number(value)) : isoFromText(value);
    }),
  ),
);
