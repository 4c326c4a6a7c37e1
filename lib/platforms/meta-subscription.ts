import * as z from 'zod/mini';
import { type CheckTurn, type Finding, unwell, WELL } from './check.ts';
import { maybe } from './fields.ts';

const apps = z.object({ data: z.array(z.object({ subscribed_fields: maybe(z.array(z.string())) })) });

/** Reads `GET /{page}/subscribed_apps`: a page that no app is subscribed to sends nothing, and nobody says so. */
export function subscribedTo(fields: readonly string[]): (json: unknown, turn: CheckTurn) => Finding {
  return (json) => {
    const found = apps.safeParse(json).data;
    if (!found) return { kind: 'unknown', reason: 'unreadable' };
    const subscribed = found.data.flatMap(({ subscribed_fields: each = [] }) => each);
    const missing = fields.filter((field) => !subscribed.includes(field));
    if (missing.length === 0) return WELL;
    return unwell('not_subscribed', `Subscribe the page to ${missing.join(', ')}: POST /{page}/subscribed_apps.`);
  };
}
