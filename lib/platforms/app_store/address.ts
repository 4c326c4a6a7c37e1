import type { Credentials } from '#platforms/api-call.ts';
import { endpoint } from '#platforms/reply-rules.ts';

const API = 'https://api.appstoreconnect.apple.com';

/** The address of a path of the App Store Connect API. */
export const appStoreUrl = ({ baseUrl }: Credentials, path: string): string => endpoint(baseUrl ?? API, `/v1${path}`);

export const bearer = ({ accessToken }: Credentials) => ({ authorization: `Bearer ${accessToken}` });
