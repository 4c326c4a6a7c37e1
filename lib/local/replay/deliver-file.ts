import { readFile } from 'node:fs/promises';
import { signed } from '#local/care/sender.ts';
import type { SignedDelivery } from '#local/delivery/signed-delivery.ts';
import { expectationsOf } from './expectation.ts';
import type { Answered } from './file-outcome.ts';
import type { PayloadFile, Skipped } from './folders.ts';

/** Delivers a file, once: a 5xx is what a replay looks for, so no second try may hide it. */

/** What a problem document, or API Gateway's own answer, says. */
function detailIn(body: string): string | undefined {
  try {
    const { detail, message } = JSON.parse(body) as { detail?: unknown; message?: unknown };
    return [detail, message].find((text) => typeof text === 'string');
  } catch {
    return undefined;
  }
}

async function post(baseUrl: string, { path, headers, body }: SignedDelivery) {
  try {
    const response = await fetch(`${baseUrl}${path}`, { method: 'POST', headers, body: Buffer.from(body) });
    return { status: response.status, detail: detailIn(await response.text()) };
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    return { status: 0, detail: `no answer: ${String(cause ?? error)}` };
  }
}

/** Delivers a file's bytes as they are, signed now. @returns the answer, or why the file can't be read. */
export async function deliverFile(
  baseUrl: string,
  { name, path, platform }: PayloadFile,
  nowMs: number,
): Promise<Answered | Skipped> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { name, reason: `can't be read (${(error as NodeJS.ErrnoException).code ?? String(error)})` };
  }
  const delivery = signed(platform, bytes, nowMs);
  const { status, detail } = await post(baseUrl, delivery);
  // A refused delivery is nowhere, and what is no JSON can be cut by nobody.
  const expected = status >= 200 && status < 300 ? expectationsOf(platform, delivery) : [];
  return { file: name, status, detail, expected };
}
