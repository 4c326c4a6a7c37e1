/** Events as EventBridge shapes them. */
import { randomUUID } from 'node:crypto';
import { ACCOUNT, REGION } from '../template/names.ts';

/** What rules see and targets get. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/** The parts that differ from event to event. */
export interface EventParts {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources?: readonly string[] | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A new event with an id of its own. */
export function eventOf({ source, detailType, detail, resources = [], at }: EventParts): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source,
    account: ACCOUNT,
    time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: REGION,
    resources,
    detail,
  };
}
