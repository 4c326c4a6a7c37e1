import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  Row,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Acknowledgements } from './acknowledgements.ts';
import type { AgentDesk } from './agent-desk.ts';
import type { CareAlarm } from './care-alarm.ts';
import type { CareFunction } from './care-function.ts';
import { countedBy } from './care-metrics.ts';
import type { CareTable } from './care-table.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { ChannelWatch } from './channel-watch.ts';
import type { ClockRederivation } from './clock-rederivation.ts';
import type { FunctionName } from './function-environments.ts';
import type { Media } from './media.ts';
import type { Poller } from './poller.ts';
import type { ReplyOutbox } from './reply-outbox.ts';
import type { RollUp } from './roll-up.ts';
import type { SlaWatch } from './sla-watch.ts';
import type { Triage } from './triage.ts';
import type { WebhookIngress } from './webhook-ingress.ts';
import type { WorkedQueue } from './worked-queue.ts';

const PERIOD = Duration.minutes(1);

export interface MonitoringProps {
  readonly alarms: readonly CareAlarm[];
  readonly inbound: WorkedQueue;
  readonly table: CareTable;
  readonly ingress: WebhookIngress;
  readonly triage: Triage;
  readonly poller: Poller;
  readonly feed: ChangeFeed;
  readonly sla: SlaWatch;
  readonly rederivation: ClockRederivation;
  readonly desk: AgentDesk;
  readonly outbox: ReplyOutbox;
  readonly media: Media;
  readonly rollUp: RollUp;
  readonly channels: ChannelWatch;
  readonly acknowledgements?: Acknowledgements;
}

/** One page that answers: are customers heard, are they waiting, are answers going out. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: Duration.hours(3) });
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: props.alarms.map(({ alarm }) => alarm), width: 24, height: 5 }),
    );
    dashboard.addWidgets(new Row(...heard(props)));
    dashboard.addWidgets(new Row(...counted(this)));
    dashboard.addWidgets(new Row(...judged(props)));
    dashboard.addWidgets(new Row(...waiting(props)));
    dashboard.addWidgets(new Row(...working(props)));
  }
}

const graph = (title: string, left: IMetric[], right: IMetric[] = []): IWidget =>
  new GraphWidget({ title, left, right, width: 8, height: 6 });

/** What platforms get from us. */
const heard = ({ ingress, table }: MonitoringProps): IWidget[] => {
  const { stage } = ingress.front;
  const count = { period: PERIOD, statistic: 'Sum' };
  return [
    graph('Deliveries', [stage.metricCount(count), stage.metricClientError(count), stage.metricServerError(count)]),
    graph('Answer time, ms', [
      stage.metricLatency({ period: PERIOD, statistic: 'p50', label: 'p50' }),
      stage.metricLatency({ period: PERIOD, statistic: 'p99', label: 'p99' }),
    ]),
    graph(
      'Table, units',
      [consumed(table, 'ConsumedWriteCapacityUnits')],
      [consumed(table, 'ConsumedReadCapacityUnits')],
    ),
  ];
};

const consumed = ({ table }: CareTable, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: table.tableName },
    statistic: 'Sum',
    period: PERIOD,
  });

/** What became of it, as the functions count it. */
const counted = (scope: Construct): IWidget[] => [
  graph('Messages', countedBy(scope, 'triage', PERIOD)),
  graph(
    'Clocks, rows for the metrics',
    (['watch-sla', 'rederive-clocks', 'roll-up'] as const).flatMap((name) => countedBy(scope, name, PERIOD)),
  ),
  graph(
    'Polls, replies, files',
    (['poll-platforms', 'send-reply', 'fetch-media'] as const).flatMap((name) => countedBy(scope, name, PERIOD)),
  ),
];

/** Who judged the words, where a cloud classifier is asked beside the embedded one. */
const judged = ({ triage: { cloud } }: MonitoringProps): IWidget[] =>
  cloud ? [graph('Cloud classifier, messages', cloud.outcomes(PERIOD))] : [];

/** What waits for us: messages in, replies out, events of the stream. */
const waiting = ({ inbound, outbox, feed }: MonitoringProps): IWidget[] => {
  const lag = feed.publisher.function.metric('IteratorAge', { period: PERIOD, statistic: 'Maximum' });
  return [
    graph('Inbound queue', [...depths(inbound)], [age(inbound)]),
    graph('Outbound queue', [...depths(outbox.outbound)], [age(outbox.outbound)]),
    graph('Change feed, ms behind', [lag]),
  ];
};

const depths = ({ queue, parked }: WorkedQueue): IMetric[] => [
  queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum', label: 'waiting' }),
  parked.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum', label: 'parked' }),
];

const age = ({ queue }: WorkedQueue): IMetric =>
  queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: 'Maximum', label: 'oldest, s' });

/** How the functions are. */
const working = (props: MonitoringProps): IWidget[] => {
  const { ingress, triage, poller, feed, sla, rederivation, desk, outbox, media, acknowledgements, rollUp, channels } =
    props;
  const functions = [
    ingress.receiver,
    triage.worker,
    poller.planner,
    poller.worker,
    feed.publisher,
    sla.watcher,
    rederivation.worker,
    desk.handler,
    outbox.sender,
    media.worker,
    rollUp.worker,
    channels.worker,
    ...(acknowledgements ? [acknowledgements.worker] : []),
  ];
  const each = (metric: (fn: CareFunction<FunctionName>) => IMetric): IMetric[] => functions.map((fn) => metric(fn));
  return [
    graph(
      'Errors',
      each(({ function: fn }) => fn.metricErrors({ period: PERIOD })),
    ),
    graph(
      'Duration p99, ms',
      each(({ function: fn }) => fn.metricDuration({ period: PERIOD, statistic: 'p99' })),
    ),
    graph(
      'Invocations',
      each(({ function: fn }) => fn.metricInvocations({ period: PERIOD })),
    ),
  ];
};
