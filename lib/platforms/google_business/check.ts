import * as z from 'zod/mini';
import { accountId } from '#platforms/account.ts';
import { type Check, type Finding, unwell, WELL } from '#platforms/check.ts';
import { maybe } from '#platforms/fields.ts';
import { endpoint } from '#platforms/reply-rules.ts';

/**
 * My Business Notifications API, "accounts.getNotificationSetting": whether Google tells a topic of reviews. There is one
 * setting an account, so that another tool may have taken it. Whether the topic's subscription pushes here, it does not say.
 */

const NOTIFICATIONS = 'https://mybusinessnotifications.googleapis.com';

const setting = z.object({ pubsubTopic: maybe(z.string()), notificationTypes: maybe(z.array(z.string())) });

const NEEDED = ['NEW_REVIEW', 'UPDATED_REVIEW'];

function readSetting(json: unknown): Finding {
  const read = setting.safeParse(json).data;
  if (!read) return { kind: 'unknown', reason: 'unreadable' };
  if (!read.pubsubTopic) return unwell('not_subscribed', 'The account has no topic: set its notificationSetting.');
  const missing = NEEDED.filter((type) => !read.notificationTypes?.includes(type));
  if (missing.length === 0) return WELL;
  return unwell('not_subscribed', `The account's notificationSetting lacks ${missing.join(' and ')}.`);
}

export const googleBusinessCheck: Check = [
  {
    about: 'subscription',
    request: ({ account, credentials: { accessToken, baseUrl = NOTIFICATIONS } }) => ({
      method: 'GET',
      url: endpoint(baseUrl, `/v1/accounts/${encodeURIComponent(accountId(account))}/notificationSetting`),
      headers: { authorization: `Bearer ${accessToken}` },
    }),
    read: readSetting,
  },
];
