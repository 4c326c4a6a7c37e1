import { type ApiRoom, authorised, type PlatformApi, type PlatformDouble } from '#platforms/double.ts';
import { messengerRule } from '#platforms/messenger/limits.ts';
import { GRAPH_REFUSALS, inboxPage, metaWebhookDouble, pageIsWell } from '#platforms/meta-double.ts';
import { sendTalk } from '#platforms/meta-send-double.ts';
import { pageMessage } from './payloads.ts';

const PATH = /^\/v\d+\.\d+\/\d+\/messages$/;

/** Messenger's Send API, `POST /v26.0/{page}/messages`. */
function messengerApi(room: ApiRoom): PlatformApi {
  const send = { platform: 'messenger', rule: messengerRule, outsideWindow: 2018278, room };
  const inbox = { platform: 'messenger', nextPage: room.nextPage };
  return (request) => {
    if (!authorised(request, room.tokens)) return GRAPH_REFUSALS.token;
    if (request.method === 'GET') return inboxPage(request, inbox) ?? pageIsWell(request, ['messages']);
    if (request.method !== 'POST' || !PATH.test(request.path)) return GRAPH_REFUSALS.unsupported;
    return sendTalk(send, request);
  };
}

/** Messenger as it is played here. */
export const double: PlatformDouble = {
  account: '100200300',
  webhook: metaWebhookDouble,
  credentials: (seed) => ({ accessToken: seed }),
  says: { 'messenger.dm': pageMessage },
  api: messengerApi,
};
