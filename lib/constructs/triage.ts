import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BUNDLE } from './bundle-settings.ts';
import { CareAlarm } from './care-alarm.ts';
import type { CareBucket } from './care-bucket.ts';
import { CareFunction, type LogSettings } from './care-function.ts';
import { counted } from './care-metrics.ts';
import type { CareTable } from './care-table.ts';
import { type ClassifierSettings, CloudClassifier } from './cloud-classifier.ts';
import { QueueWorker } from './queue-worker.ts';
import { besideTriage } from './triage-bundle.ts';
import type { WorkedQueue } from './worked-queue.ts';

/** How long one batch may take; the inbound queue's visibility follows from it. */
export const TRIAGE_TIMEOUT = Duration.seconds(30);

export interface TriageSettings {
  /** Environments at once: the ceiling on what a spike may ask of the table. */
  readonly maxConcurrency: number;
  /** Deliveries a batch: more of them fold more messages of one ticket into one write. */
  readonly batchSize: number;
  /** Seconds to wait for a batch to fill. */
  readonly batchWindowSeconds: number;
}

export interface TriageProps {
  readonly inbound: WorkedQueue;
  /** Where things wait to be fetched that an event only named. */
  readonly polls: WorkedQueue;
  readonly table: CareTable;
  readonly bucket: CareBucket;
  readonly settings: TriageSettings;
  readonly classifier: ClassifierSettings;
  readonly logs: LogSettings;
}

/** Turns deliveries into messages and tickets, and parks at once what no retry can mend. */
export class Triage extends Construct {
  readonly worker: CareFunction<'triage'>;
  /** The second opinion, where the stage has one. */
  readonly cloud: CloudClassifier | undefined;

  constructor(scope: Construct, id: string, props: TriageProps) {
    super(scope, id);
    const { inbound, polls, table, bucket, settings, classifier } = props;
    this.worker = new CareFunction(this, 'Worker', {
      name: 'triage',
      environment: {
        TABLE_NAME: table.table.tableName,
        BUCKET_NAME: bucket.bucket.bucketName,
        PARKED_QUEUE_URL: inbound.parked.queueUrl,
        POLL_QUEUE_URL: polls.queue.queueUrl,
        CLASSIFIER: JSON.stringify(classifier),
      },
      memoryMb: 1024,
      timeout: TRIAGE_TIMEOUT,
      logs: props.logs,
      errorSeverity: 'high',
      leftOut: [BUNDLE.languageDetector, ...(classifier.kind === 'embedded' ? BUNDLE.cloudClassifiers : [])],
      beside: besideTriage,
    });
    table.grantItems(this.worker);
    this.grantBytes(bucket);
    this.alarmOnModel();
    for (const queue of [inbound.parked, polls.queue]) queue.grant(this.worker, 'sqs:SendMessage');
    this.cloud =
      classifier.kind === 'embedded'
        ? undefined
        : new CloudClassifier(this, 'Cloud', { worker: this.worker, table, settings: classifier });
    new QueueWorker(this, 'Work', {
      queue: inbound,
      worker: this.worker,
      batchSize: settings.batchSize,
      ...(settings.batchWindowSeconds > 0 && { batchWindow: Duration.seconds(settings.batchWindowSeconds) }),
      maxConcurrency: settings.maxConcurrency,
    });
  }

  private alarmOnModel(): void {
    new CareAlarm(this, 'ModelRefused', {
      severity: 'medium',
      runbook: 'model-refused',
      summary: "A published model can't be used; messages are judged by the last good one.",
      metric: counted(this, 'triage', { name: 'ModelRefused', period: Duration.minutes(5) }),
      threshold: 1,
    });
  }

  /** It reads models, opens claims, keeps what is too large for an item, and erases texts and files whose author deleted them. */
  private grantBytes(bucket: CareBucket): void {
    bucket.grantObjects(this.worker, 's3:GetObject', 'claims');
    bucket.grantObjects(this.worker, 's3:GetObject', 'models');
    bucket.grantMissing(this.worker);
    bucket.grantObjects(this.worker, 's3:PutObject', 'events');
    bucket.grantObjects(this.worker, 's3:PutObject', 'texts');
    bucket.grantObjects(this.worker, 's3:DeleteObject', 'texts');
    bucket.grantObjects(this.worker, 's3:DeleteObject', 'media');
  }
}
