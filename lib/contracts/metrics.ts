/** What each function counts, for the dashboard and whoever sets an alarm on it. Units are counts. */
export const METRICS = {
  /** `MessagesSeenAgain`: a delivery repeated by its platform or its queue, or work taken up again. */
  triage: ['MessagesStored', 'MessagesSeenAgain', 'EventsIgnored', 'EventsUnknown', 'EventsParked'],
  'watch-sla': ['ClocksWarned', 'ClocksBreached', 'ClocksEscalated', 'TicketsClosed'],
  'send-reply': ['RepliesSent', 'RepliesFailed', 'RepliesDoubtful'],
} as const;

export type MetricName = (typeof METRICS)[keyof typeof METRICS][number];
