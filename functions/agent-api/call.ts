import type * as z from 'zod/mini';
import type { OperationId, RouteOf } from '#contracts/agent-api.ts';
import type { Caller } from './caller.ts';

/** What an operation is given and what it answers with, typed by its row of the route table. */

type ParameterNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never;
type Read<Row, Part extends 'body' | 'query'> = Row extends { readonly [P in Part]: infer S extends z.ZodMiniType }
  ? z.output<S>
  : undefined;

/** A request that was admitted: the caller may, and every part has been read by its schema. */
export interface Call<Id extends OperationId> {
  readonly caller: Caller;
  readonly parameters: Readonly<Record<ParameterNames<RouteOf<Id>['path']>, string>>;
  readonly query: Read<RouteOf<Id>, 'query'>;
  readonly body: Read<RouteOf<Id>, 'body'>;
  /** The work version that `If-Match` names; zero where the route needs none. */
  readonly ifMatch: number;
  readonly idempotencyKey: string | undefined;
  /** Which of the row's formats the caller would rather have. */
  readonly accept: string;
}

/** What an operation answers with. */
export interface Answer<Id extends OperationId> {
  readonly body: z.output<RouteOf<Id>['response']>;
  /** The ticket's work version, for the `ETag`. */
  readonly workVersion?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** One operation, its ports bound. */
export type Operation<Id extends OperationId> = (call: Call<Id>) => Promise<Answer<Id>>;

/** Every operation of the table: a row without one does not compile. */
export type Operations = { readonly [Id in OperationId]: Operation<Id> };
