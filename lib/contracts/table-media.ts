import * as z from 'zod/mini';
import { messageMedia } from '#domain/media.ts';

/** The items of what customers attached; see docs/media.md. */

export const mediaItems = {
  media: {
    about:
      'What became of the attachments of a message, beside it: kept in the bucket under a key, failed with a reason, or waiting. Of a deleted message only that nothing may be kept.',
    pk: 'message#<account>#<message id>',
    sk: 'media',
    schema: z.object({ revision: z.number(), media: messageMedia }),
  },
} as const;
