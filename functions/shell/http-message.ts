/** HTTP as a story sees it: no gateway, no JSON text, no status line. */

/** A request that the gateway has routed and whose token it has checked. */
export interface HttpRequest {
  /** The gateway's route, such as `GET /tickets/{ticketId}`. */
  readonly routeKey: string;
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** The claims of the token; undefined when no authorizer stood before. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON, and text as it is. */
  readonly body: unknown;
}
