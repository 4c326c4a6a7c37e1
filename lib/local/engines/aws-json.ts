/** A lean client of the AWS JSON protocols for what the run itself asks of its engines. */
import { Agent, request } from 'node:http';
import { REGION } from '../template/names.ts';

export interface AwsJsonCall {
  readonly endpoint: string;
  /** Service version and operation, such as `DynamoDB_20120810.CreateTable`. */
  readonly target: string;
  readonly body: unknown;
}

/** An engine's refusal. */
export class AwsJsonError extends Error {
  override readonly name = 'AwsJsonError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** The engines check no signature; they read the region and the account's key from it. */
export const ANY_SIGNATURE = `AWS4-HMAC-SHA256 Credential=local/20200101/${REGION}/local/aws4_request, SignedHeaders=host, Signature=0`;

/** Connections are kept: a new one a call would cost more than the call. Idle ones go before the engines drop them. */
export const engineAgent = new Agent({ keepAlive: true, maxSockets: 256, timeout: 25_000 });

/** Calls an engine and answers with the parsed body. */
export async function callAws<T>({ endpoint, target, body }: AwsJsonCall): Promise<T> {
  const version = target.startsWith('AmazonSQS') || target.startsWith('DynamoDB') ? '1.0' : '1.1';
  const headers = {
    'content-type': `application/x-amz-json-${version}`,
    'x-amz-target': target,
    authorization: ANY_SIGNATURE,
  };
  const { status, body: answer } = await post(endpoint, headers, JSON.stringify(body));
  const parsed: unknown = answer === '' ? {} : JSON.parse(answer);
  if (status >= 300) throw errorOf(parsed, status);
  return parsed as T;
}

function errorOf(parsed: unknown, status: number): AwsJsonError {
  const { __type, message, Message } = parsed as Record<string, unknown>;
  return new AwsJsonError(String(__type ?? status).replace(/^.*#/, ''), String(message ?? Message ?? ''));
}

type Answer = { readonly status: number; readonly body: string };

function post(endpoint: string, headers: Record<string, string>, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = Buffer.byteLength(body);
    const call = request(
      endpoint,
      { method: 'POST', agent: engineAgent, headers: { ...headers, 'content-length': length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
