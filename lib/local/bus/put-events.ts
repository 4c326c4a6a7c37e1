/** EventBridge's PutEvents over HTTP, with its limits. */
import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { type LocalServer, listen, readBody, sendJson } from '../http/server.ts';
import type { FaultBoard } from '../proxy/faults.ts';
import { awsError, suffersOutage } from '../proxy/outage.ts';
import type { Buses } from './bus.ts';
import { eventOf } from './events.ts';

export interface PutEventsOptions {
  readonly buses: Buses;
  readonly clock: Clock;
  readonly faults: FaultBoard;
}

interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: string[];
  /** Epoch seconds. */
  readonly Time?: number;
}

type EntryResult = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

const MAX_ENTRIES = 10;
const MAX_BYTES = 1_048_576;

/** Starts the shim on a free port. */
export function startPutEvents(options: PutEventsOptions): Promise<LocalServer> {
  return listen(async (request, response) => {
    const body = (await readBody(request)) ?? Buffer.alloc(0);
    if (suffersOutage(options.faults.get().bus.down, response)) return;
    const target = request.headers['x-amz-target'];
    if (target === 'AWSEvents.PutEvents') answer(options, body, response);
    else
      awsError(response, {
        status: 400,
        type: 'UnknownOperationException',
        message: `The local run doesn't play ${String(target)}.`,
      });
  });
}

function answer(options: PutEventsOptions, body: Buffer, response: ServerResponse): void {
  const { Entries = [] } = JSON.parse(body.toString()) as { Entries?: Entry[] };
  const complaint = complaintAbout(Entries);
  if (complaint) {
    awsError(response, { status: 400, type: 'ValidationException', message: complaint });
    return;
  }
  const results = Entries.map((entry) => put(options, entry));
  const FailedEntryCount = results.filter((result) => 'ErrorCode' in result).length;
  sendJson(response, 200, { FailedEntryCount, Entries: results });
}

function complaintAbout(entries: readonly Entry[]): string | undefined {
  if (entries.length === 0 || entries.length > MAX_ENTRIES) {
    return `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and ${MAX_ENTRIES}`;
  }
  const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  return bytes > MAX_BYTES ? 'Total size of the entries in the request is over the limit.' : undefined;
}

/** The size as EventBridge counts it: 14 bytes for a time, and the texts. */
export function entryBytes({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}

function put({ buses, clock, faults }: PutEventsOptions, entry: Entry): EntryResult {
  const { Source, DetailType, Detail, Resources, Time } = entry;
  if (faults.strikes('bus.rejectEntry', faults.get().bus.rejectEntry))
    return failed('InternalFailure', 'Rejected (injected).');
  if (!Source || !DetailType || Detail === undefined) {
    return failed('InvalidArgument', 'Parameter Source, DetailType or Detail is not valid. Reason: it is required.');
  }
  const detail = parseObject(Detail);
  if (!detail) return failed('MalformedDetail', 'Detail is malformed.');
  const bus = (entry.EventBusName ?? 'default').replace(/^.*event-bus\//, '');
  if (!buses.has(bus)) return failed('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
  const at = Time === undefined ? clock.now() : Time * 1000;
  const event = eventOf({ source: Source, detailType: DetailType, detail, resources: Resources, at });
  buses.put(bus, event);
  return { EventId: event.id };
}

function failed(ErrorCode: string, ErrorMessage: string): EntryResult {
  return { ErrorCode, ErrorMessage };
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
