import type { Backfill } from '#platforms/backfill.ts';
import { needed } from '#platforms/oauth-token.ts';
import { readReplay, replayCall, replaySpan, YOUNGEST_MS } from './replay.ts';

/** X is asked once, and delivers: the webhook and the bearer token are the app's. */
export const xBackfill: Backfill = {
  needs: ['webhookId', 'appToken'],
  settlesMs: YOUNGEST_MS,
  reach: replaySpan,
  request: ({ credentials, span }) => {
    const { webhookId, appToken } = needed(credentials, ['webhookId', 'appToken']);
    return replayCall(webhookId, span, { ...credentials, accessToken: appToken });
  },
  read: (response) => {
    const answer = readReplay(response);
    return answer.kind === 'begun' ? { kind: 'page', cursor: { job: answer.jobId }, more: false } : answer;
  },
};
