/** Keeps a server that insists on every network interface to this machine alone. */
import { Server } from 'node:net';

/**
 * Runs `start` while a listener on `0.0.0.0` is put on the loopback interface instead. The queue server offers no choice,
 * and what it holds is nobody else's business.
 */
export async function onLoopback<T>(start: () => Promise<T>): Promise<T> {
  const prototype = Server.prototype as { listen: (...args: unknown[]) => Server };
  const { listen } = prototype;
  prototype.listen = function listenLocally(this: Server, ...args: unknown[]): Server {
    return Reflect.apply<Server, unknown[], Server>(listen, this, args.map(toLoopback));
  };
  try {
    return await start();
  } finally {
    prototype.listen = listen;
  }
}

function toLoopback(argument: unknown): unknown {
  if (argument === '0.0.0.0') return '127.0.0.1';
  if (typeof argument !== 'object' || argument === null || !('host' in argument)) return argument;
  return argument.host === '0.0.0.0' ? { ...argument, host: '127.0.0.1' } : argument;
}
