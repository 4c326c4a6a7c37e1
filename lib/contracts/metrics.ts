import type { Silence } from '#domain/opinion.ts';

/** What each function counts, for the dashboard and whoever sets an alarm on it. Units are counts. */
export const METRICS = {
  /** `MessagesSeenAgain`: a delivery repeated by its platform or its queue, or work taken up again. */
  triage: ['MessagesStored', 'MessagesSeenAgain', 'EventsIgnored', 'EventsUnknown', 'EventsParked', 'ModelRefused'],
  'watch-sla': ['ClocksWarned', 'ClocksBreached', 'ClocksEscalated', 'TicketsReprioritised', 'TicketsClosed'],
  'rederive-clocks': ['TicketsRederived'],
  'roll-up': ['MetricsRowsWritten'],
  /** Of questions: `PollsPutOff`, answered with a wait or not at all; `PollsFailed`, somebody must see to the account. */
  'poll-platforms': ['AccountsPolled', 'PollsPutOff', 'PollsFailed'],
  'send-reply': ['RepliesSent', 'RepliesFailed', 'RepliesDoubtful', 'RepliesPutOff'],
  /** Files, not messages. */
  'fetch-media': ['MediaKept', 'MediaFailed'],
} as const;

/**
 * What triage counts of a cloud classifier, message by message: that it spoke, or why the embedded answer stands. Only
 * stages that have one count these.
 */
export const CLOUD_METRICS = {
  spoke: 'CloudSpoke',
  not_asked: 'CloudNotAsked',
  over_budget: 'CloudOverBudget',
  timed_out: 'CloudTimedOut',
  throttled: 'CloudThrottled',
  circuit_open: 'CloudLeftAlone',
  unreadable: 'CloudUnreadable',
  refused: 'CloudRefused',
  unavailable: 'CloudUnavailable',
} as const satisfies Record<'spoke' | Silence, string>;

export type MetricName =
  | (typeof METRICS)[keyof typeof METRICS][number]
  | (typeof CLOUD_METRICS)[keyof typeof CLOUD_METRICS];
