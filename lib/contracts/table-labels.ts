import * as z from 'zod/mini';
import { messageLabels } from '#domain/label.ts';

/** The items of what people correct; see lib/domain/label.ts. */

export const labelItems = {
  labels: {
    about: 'What people corrected of what a message was found to say, beside it. The words are not copied.',
    pk: 'message#<account>#<message id>',
    sk: 'labels',
    schema: z.object({ revision: z.number(), labels: messageLabels }),
  },
  labelMark: {
    about: 'That a message was corrected, by month, so that labels are listed in the order of time. Derived.',
    pk: 'labels#<yyyy-mm>',
    sk: '<time>#<account>#<message id>',
    schema: z.object({ account: z.string(), messageId: z.string(), labelId: z.string() }),
  },
} as const;
