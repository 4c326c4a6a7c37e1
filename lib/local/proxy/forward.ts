/** Hands a request on to an engine, byte for byte. */
import { type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { engineAgent } from '../engines/aws-json.ts';

export interface Forwarded {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Outgoing {
  readonly endpoint: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends a whole request and reads the whole answer. A kept connection that the engine had closed is tried once more. */
export async function forward(outgoing: Outgoing): Promise<Forwarded> {
  try {
    return await send(outgoing);
  } catch (error) {
    if (!isStaleConnection(error)) throw error;
    return send(outgoing);
  }
}

/** Streams a request through, for bodies that may be large. */
export function stream(endpoint: string, from: IncomingMessage, to: ServerResponse): void {
  const { method, headers, url } = from;
  const call = request(endpoint, { path: url, method, headers, agent: engineAgent }, (answer) => {
    const { date: _date, ...kept } = answer.headers;
    to.writeHead(answer.statusCode ?? 502, kept);
    answer.pipe(to);
  });
  call.on('error', () => to.destroy());
  from.pipe(call);
}

/** Answers with what the engine answered, but for its real time: see `listen`. */
export function reply(response: ServerResponse, { status, headers, body }: Forwarded): void {
  const {
    connection: _connection,
    'keep-alive': _keepAlive,
    'transfer-encoding': _encoding,
    date: _date,
    ...kept
  } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length });
  response.end(body);
}

function send({ endpoint, headers, body }: Outgoing): Promise<Forwarded> {
  return new Promise((resolve, reject) => {
    const { 'transfer-encoding': _encoding, connection: _connection, ...kept } = headers;
    const options = { method: 'POST', agent: engineAgent, headers: { ...kept, 'content-length': body.length } };
    const call = request(endpoint, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) });
      });
    });
    call.on('error', (error) => reject(Object.assign(error, { reused: call.reusedSocket })));
    call.end(body);
  });
}

function isStaleConnection(error: unknown): boolean {
  const { code, reused } = error as { code?: string; reused?: boolean };
  return reused === true && (code === 'ECONNRESET' || code === 'EPIPE');
}
