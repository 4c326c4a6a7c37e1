import { readFile } from 'node:fs/promises';
import { LocalRunError } from '../errors.ts';
import type { LabelsCommand } from './command-line.ts';

/** Labels from the agent API, page by page. */

interface Page {
  readonly labels: readonly object[];
  readonly next?: string;
}

/** The token is read anew for every page: a short-lived one may be replaced meanwhile. */
async function pageOf({ endpoint, tokenFile, since }: LabelsCommand, cursor: string | undefined): Promise<Page> {
  const token = (await readFile(tokenFile, 'utf8')).trim();
  const query = new URLSearchParams({ since, ...(cursor && { cursor }) });
  const response = await fetch(`${endpoint}/labels?${query.toString()}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (response.ok) return (await response.json()) as Page;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string };
  throw new LocalRunError(`GET /labels: ${response.status} ${problem.detail ?? ''}`.trim());
}

/** Hands every label to `write` as a line. @returns how many there were. @throws {LocalRunError} when the API says no. */
export async function labelLines(command: LabelsCommand, write: (line: string) => void): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const { labels, next } = await pageOf(command, cursor);
    for (const label of labels) write(JSON.stringify(label));
    count += labels.length;
    cursor = next;
  } while (cursor !== undefined);
  return count;
}
