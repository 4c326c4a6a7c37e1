import type { Platform } from '#platforms/platform.ts';
import { googleBusinessCheck } from './check.ts';
import { googleBusinessFetch } from './fetch.ts';
import { googleBusinessReplies } from './limits.ts';
import { normaliseGoogleBusiness } from './normalise.ts';
import { readGoogleBusinessResponse } from './read-response.ts';
import { renderGoogleBusinessReply } from './render-reply.ts';
import { googleBusinessSetup } from './setup.ts';
import { splitGoogleBusiness } from './split.ts';
import { googleBusinessToken } from './token.ts';
import { verifyGoogleBusiness } from './verify.ts';

/** Google Business Profile: reviews of the brand's places. */
export const googleBusiness: Platform = {
  name: 'google_business',
  title: 'Google Business Profile',
  setup: googleBusinessSetup,
  check: googleBusinessCheck,
  webhook: { keysUrl: 'https://www.googleapis.com/oauth2/v3/certs', verify: verifyGoogleBusiness },
  fetch: googleBusinessFetch,
  token: googleBusinessToken,
  split: splitGoogleBusiness,
  normalise: normaliseGoogleBusiness,
  replies: googleBusinessReplies,
  // Business Profile APIs, "Usage limits": 300 requests a minute by default.
  pace: { requests: 300, perSeconds: 60 },
  idempotentSend: true,
  renderReply: renderGoogleBusinessReply,
  readSendResponse: readGoogleBusinessResponse,
};
