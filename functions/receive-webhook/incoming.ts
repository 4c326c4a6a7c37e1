import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { IncomingWebhook } from '#functions/receive-webhook/receive-webhook.ts';

/** The raw bytes of the body: the gateway passes text as it is and encodes anything else. */
function bytesOf({ body = '', isBase64Encoded }: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>): Uint8Array {
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
}

function lowerCased(headers: APIGatewayProxyEventV2['headers']): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

/** An HTTP API event as the receiver reads it. */
export function incomingOf(event: APIGatewayProxyEventV2): IncomingWebhook {
  const { platform = '', account } = event.pathParameters ?? {};
  return {
    platform,
    pathAccount: account,
    method: event.requestContext.http.method === 'GET' ? 'GET' : 'POST',
    headers: lowerCased(event.headers),
    query: event.queryStringParameters ?? {},
    body: bytesOf(event),
  };
}
