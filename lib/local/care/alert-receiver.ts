import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** An address that is told of alerts, as a paging service would be; it remembers what it was told. */
export interface AlertReceiver {
  readonly url: string;
  /** The bodies received, parsed. */
  readonly received: () => readonly unknown[];
  readonly stop: () => Promise<void>;
}

/** Listens on a free port of the loopback interface. */
export async function startAlertReceiver(): Promise<AlertReceiver> {
  const received: unknown[] = [];
  const server = createServer((request, response) => {
    text(request)
      .then((body) => {
        received.push(JSON.parse(body));
        response.writeHead(202).end();
      })
      .catch(() => response.writeHead(400).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/alerts`,
    received: () => [...received],
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
