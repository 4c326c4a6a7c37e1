/** Ports of this machine. */
import { createServer } from 'node:net';
import { listen } from '../http/server.ts';

/** Throws {@link PortTakenError} when somebody listens on one of the ports already. */
export async function refuseTaken(ports: readonly number[]): Promise<void> {
  for (const port of ports) await (await listen(async () => {}, port)).close();
}

/** A port of the loopback interface that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
