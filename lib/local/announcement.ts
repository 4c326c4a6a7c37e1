/** What `npm start` says when the stack is up. */
import { BRAND_ACCOUNTS, VERIFY_TOKEN, WEBHOOK_SECRETS } from './care/secrets.ts';
import type { LocalStack } from './local-stack.ts';

/** Everything that somebody needs who wants to call the stack. */
export interface Announcement {
  readonly webhookUrl: string;
  readonly agentApiUrl: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly accounts: Readonly<Record<string, string>>;
  /** What signs deliveries, by platform. */
  readonly webhookSecrets: Readonly<Record<string, string>>;
  readonly verifyToken: string;
  readonly table: string;
  readonly endpoints: LocalStack['endpoints'];
  readonly outputs: LocalStack['outputs'];
}

/** A working day: a token by hand should not run out over lunch. */
const TOKEN_SECONDS = 12 * 60 * 60;

/** Collects it, with a fresh token for each role. */
export async function announcementOf(stack: LocalStack): Promise<Announcement> {
  const tokens: Record<string, string> = {};
  for (const role of stack.roles) tokens[role] = await stack.token(role, { ttlSeconds: TOKEN_SECONDS });
  const { outputs, endpoints, tables } = stack;
  return {
    webhookUrl: outputs['WebhookUrl'] ?? '',
    agentApiUrl: outputs['AgentApiUrl'] ?? '',
    tokens,
    accounts: BRAND_ACCOUNTS,
    webhookSecrets: Object.fromEntries(
      Object.entries(WEBHOOK_SECRETS).flatMap(([platform, [inForce]]) => (inForce ? [[platform, inForce]] : [])),
    ),
    verifyToken: VERIFY_TOKEN,
    table: tables[0] ?? '',
    endpoints,
    outputs,
  };
}

/** The same for people. */
export function announcementText(announcement: Announcement): string {
  const { webhookUrl, agentApiUrl, tokens, accounts, webhookSecrets, endpoints, table } = announcement;
  const brand = Object.entries(accounts).map(
    ([platform, id]) => `  ${platform.padEnd(10)} account ${id}, secret ${webhookSecrets[platform]}`,
  );
  return [
    '',
    `Webhooks    ${webhookUrl}/webhooks/{platform}`,
    `Agent API   ${agentApiUrl}`,
    `DynamoDB    ${endpoints.dynamodb}  (table ${table})`,
    `Queues      ${endpoints.sqs}`,
    `Buckets     ${endpoints.s3}`,
    '',
    "The brand's accounts, and what signs their deliveries (made up, valid nowhere else). Replies go to a double of each platform.",
    ...brand,
    '',
    'Tokens, valid for twelve hours:',
    ...Object.entries(tokens).map(([role, token]) => `  ${role.padEnd(6)} ${token}`),
    '',
    `Try:  curl -H "Authorization: Bearer $TOKEN" "${agentApiUrl}/tickets?status=new"`,
    'Stop with Ctrl-C.',
  ].join('\n');
}
