/** What a person can do about an account that is unwell, by its stable reason. */

const MENDS: Readonly<Record<string, string>> = {
  silent:
    'See whether the platform still delivers: its webhook, its subscription and its own status page. `npm run channel -- check` asks it.',
  token_expired: 'Get a fresh token from the platform and put it into the credentials secret.',
  token_expires: 'Get another token before this one runs out, and put it into the credentials secret.',
  token_refused: 'The platform gives no token any more: connect the account again (`npm run channel -- add`).',
  credentials_missing: 'Connect the account: `npm run channel -- add`.',
  permission_missing: 'Give the app the right that its page in docs/platforms names, and get a token with it.',
  not_subscribed: 'Subscribe the account to the events that its page in docs/platforms names.',
  no_webhook: 'Give the platform the address of Earshot.',
  other_webhook: 'The platform delivers to another address: give it the one of Earshot.',
  webhook_off: 'Switch the webhook on at the platform.',
  signature_refused:
    "Deliveries come whose signature does not fit: put the platform's present secret beside the old one in the webhook secret. If customers are heard all the same, somebody else is knocking.",
  handshake_refused:
    'The platform asked whether the address is ours and showed another verify token: give it the one of the webhook secret.',
  no_webhook_secret: 'Deliveries come and there is no secret to check them with: `npm run channel -- add`.',
  deliveries_fail: 'Deliveries are refused: compare the webhook secret here and at the platform.',
  account_restricted: 'The platform has restricted the account: its own pages say why.',
  account_suspended: 'The platform has suspended the account: its own pages say why.',
  account_locked: 'Unlock the account at the platform.',
  usage_capped: "The app's plan is used up: raise it, or wait for the next period.",
  quota_used_up: "The month's messages of the account's plan are used up: raise the plan, or wait for the next month.",
  client_forbidden: 'The app lacks access to this API: see its project at the platform.',
  other_account: 'The token is of another account: get one of this account.',
};

const ELSE = 'Its page in docs/platforms says what the account needs; `npm run channel -- check` asks the platform.';

/** @param reason perhaps with the platform's own code behind it: `token_expired (190)` */
export function mendOf(reason: string | undefined): string {
  const [code = ''] = (reason ?? '').split(' ');
  return MENDS[code] ?? ELSE;
}
