/** Stands in front of the bucket server, so that buckets can be down too. */
import { type LocalServer, listen } from '../http/server.ts';
import type { FaultBoard } from './faults.ts';
import { stream } from './forward.ts';

/** Starts the proxy on a free port. */
export function startS3Proxy(endpoint: string, faults: FaultBoard): Promise<LocalServer> {
  return listen(async (incoming, response) => {
    const { down } = faults.get().s3;
    if (down === 'refused') {
      response.socket?.destroy();
    } else if (down === 'error') {
      incoming.resume();
      response.writeHead(500, { 'content-type': 'application/xml' });
      response.end('<Error><Code>InternalError</Code><Message>The bucket is down (injected).</Message></Error>');
    } else {
      stream(endpoint, incoming, response);
    }
  });
}
