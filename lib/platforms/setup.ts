/** What a person must give to connect an account, as data: what `npm run channel -- add` asks for and where it puts it. */

export interface SetupField {
  /** Its name; of what goes to `more`, the name in the secret. */
  readonly name: string;
  /** What it is and where the platform shows it. */
  readonly about: string;
  /** `webhookSecret` and `verifyToken` vouch for deliveries; `accessToken` and `more` speak in the account's name. */
  readonly goesTo: 'webhookSecret' | 'verifyToken' | 'accessToken' | 'more';
  readonly optional?: true;
}

export interface Setup {
  /** What the account's id is, and where it is found. */
  readonly account: string;
  readonly fields: readonly SetupField[];
  /** Whose the webhook secret is: one app's for all of its accounts, or each account's own. @default 'platform' */
  readonly webhookEntry?: 'platform' | 'account';
}

/** Fields that several platforms ask for. */
export const appSecret = (about: string): SetupField => ({ name: 'webhookSecret', about, goesTo: 'webhookSecret' });
export const verifyToken: SetupField = {
  name: 'verifyToken',
  about:
    'A word of your own making that you give Meta with the address: it is sent back when Meta asks whether the address is yours',
  goesTo: 'verifyToken',
};
export const accessToken = (about: string): SetupField => ({ name: 'accessToken', about, goesTo: 'accessToken' });
export const also = (name: string, about: string): SetupField => ({ name, about, goesTo: 'more' });
export const EXPIRES_AT: SetupField = {
  name: 'expiresAt',
  about:
    'When the token runs out, such as 2027-01-31: a week before, the account is said to be unwell (may be left out)',
  goesTo: 'more',
  optional: true,
};
