import { randomUUID } from 'node:crypto';
import { cursorSigner } from '#adapters/cursor.ts';
import { mediaLinks } from '#adapters/media-links.ts';
import { secretText } from '#adapters/secrets.ts';
import { repositories } from '#adapters/table/dynamo-repositories.ts';
import { PUBLIC_HOLIDAYS } from '#domain/calendar/public-holidays.ts';
import { createConclude } from '#domain/conclude-reply.ts';
import { createAgentApi } from '#functions/agent-api/agent-api.ts';
import { env as environment } from '#functions/agent-api/env.ts';
import { http, served } from '#functions/shell/http.ts';
import { log, observed } from '#functions/shell/observability.ts';
import { platformNamed } from '#platforms/registry.ts';

const env = environment.parse(process.env);
const table = repositories(env.TABLE_NAME);
const own = { platformNamed, newId: randomUUID, clock: () => new Date().toISOString() };

const api = createAgentApi({
  ...table,
  ...own,
  cursors: cursorSigner(secretText(env.CURSOR_SECRET_ARN)),
  concludeReply: createConclude({ ...table, ...own }),
  linkTo: mediaLinks(env.BUCKET_NAME),
  blindUntilClaimed: env.BLIND_UNTIL_CLAIMED === 'true',
  holidays: PUBLIC_HOLIDAYS,
});

/** Answers the agent HTTP API (payload format 2.0, JWT authorizer). */
export const handler = observed(served(api)).use(http(log));
