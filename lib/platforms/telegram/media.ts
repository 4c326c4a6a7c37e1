import * as z from 'zod/mini';
import { accepted, answerJson } from '#platforms/answer.ts';
import type { ApiResponse, Credentials } from '#platforms/api-call.ts';
import type { Media, MediaAnswer } from '#platforms/media.ts';
import { botCall } from './render-reply.ts';

/**
 * Bot API, getFile: where a file is, for an hour, by its `file_id`; files of up to 20 MB. The address holds the bot's token,
 * as that of every call does.
 */

const found = z.object({ result: z.object({ file_path: z.string() }) });

/** A path below the bot's files: no step leads out of them. */
const PATH = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

function read(response: ApiResponse, credentials: Credentials): MediaAnswer {
  if (response.status === 401 || response.status === 404) return { kind: 'stale_token' };
  if (response.status === 429 || response.status >= 500) return { kind: 'retry', reason: 'unavailable' };
  const path = found.safeParse(answerJson(response)).data?.result.file_path;
  // Too large for bots, or gone: Telegram tells them apart by words alone.
  if (!accepted(response) || !path || !PATH.test(path)) return { kind: 'failed', reason: 'file_unavailable' };
  return { kind: 'at', url: botCall(credentials, { method: 'GET', name: path, files: true }).url };
}

export const telegramMedia: Media = {
  hosts: ['api.telegram.org'],
  request: ({ id }, credentials) =>
    botCall(credentials, { method: 'GET', name: `getFile?file_id=${encodeURIComponent(id)}` }),
  read,
};
