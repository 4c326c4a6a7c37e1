import * as z from 'zod/mini';
import { idField, maybe, numberField } from '#platforms/fields.ts';

/** What is read of LinkedIn's notifications ("Organization social action notifications"), and no more. */

/** Words as they come: bare, or as `{ text }` in older shapes. */
const words = z.union([
  z.string(),
  z.pipe(
    z.object({ text: z.string() }),
    z.transform(({ text }) => text),
  ),
]);

/** A comment or a post, as notifications decorate it. */
const activity = z.object({
  entity: maybe(z.string()),
  owner: maybe(idField),
  /** Who wrote it, in the words of the Comments API. */
  actor: maybe(idField),
  text: maybe(words),
  message: maybe(words),
  parentComment: maybe(z.string()),
});

export const notification = z.object({
  action: maybe(z.string()),
  lastModifiedAt: maybe(numberField),
  sourcePost: maybe(z.string()),
  generatedActivity: maybe(z.string()),
  decoratedGeneratedActivity: maybe(
    z.object({ ...activity.shape, comment: maybe(activity), share: maybe(activity), ugcPost: maybe(activity) }),
  ),
});

/** A delivery cut down to one notification. */
export const linkedInPiece = z.object({ notifications: z.tuple([notification]) });

export type Notification = z.infer<typeof notification>;
export type Activity = z.infer<typeof activity>;
