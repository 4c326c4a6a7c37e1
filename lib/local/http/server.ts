/** HTTP servers on the loopback interface, as every front and shim of the run uses them. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { PortTakenError } from '../errors.ts';

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface LocalServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on a port, a free one when 0. An error of the handler is answered 500. */
export async function listen(handler: HttpHandler, port = 0): Promise<LocalServer> {
  const server = createServer((request, response) => {
    // No answer tells the real time: an SDK in a shifted environment would take the difference for a skewed clock, and
    // try every refused request again.
    response.sendDate = false;
    handler(request, response).catch((error: unknown) => fail(response, error));
  });
  // A connection that is kept must not close under a client that is about to use it again.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: actual, url: `http://127.0.0.1:${actual}`, close };
}

/** A body of at most `limit` bytes; undefined when it is longer. */
export async function readBody(
  request: IncomingMessage,
  limit = Number.POSITIVE_INFINITY,
): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { message: error instanceof Error ? error.message : 'unknown' });
}
