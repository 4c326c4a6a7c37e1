import type { CareStack } from '#local/care/care-stack.ts';
import { SHOP_HOURS, SHOP_POLICY } from '#local/demo/weekend.ts';

/** An admin puts the shop's hours and what it promises in force, through the API, before anybody writes. */
export async function putShopHours({ stack }: CareStack): Promise<void> {
  const authorization = `Bearer ${await stack.token('admin', { sub: 'admin-1' })}`;
  const headers = { authorization, 'content-type': 'application/json', 'if-match': '"0"' };
  const why = 'The shop opens for the season.';
  const puts = [
    ['/sla/calendars/shop', { why, calendar: SHOP_HOURS }],
    ['/sla/policy', { why, policy: SHOP_POLICY }],
  ] as const;
  for (const [path, body] of puts) {
    const init = { method: 'PUT', headers, body: JSON.stringify(body) };
    const response = await fetch(`${stack.outputs['AgentApiUrl']}${path}`, init);
    if (!response.ok) throw new Error(`PUT ${path} was answered ${response.status}: ${await response.text()}`);
  }
}
