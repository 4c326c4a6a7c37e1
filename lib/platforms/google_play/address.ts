import { accountId } from '#platforms/account.ts';
import type { Credentials } from '#platforms/api-call.ts';
import { endpoint } from '#platforms/reply-rules.ts';

const API = 'https://androidpublisher.googleapis.com';

/** The address of an app's reviews. @param account `google_play:<package>` */
export function reviewsUrl({ baseUrl }: Credentials, account: string, rest: string): string {
  const app = encodeURIComponent(accountId(account));
  return endpoint(baseUrl ?? API, `/androidpublisher/v3/applications/${app}/reviews${rest}`);
}

export const bearer = ({ accessToken }: Credentials) => ({ authorization: `Bearer ${accessToken}` });
