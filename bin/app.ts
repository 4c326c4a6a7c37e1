import { App, Validations } from 'aws-cdk-lib';
import { ApplicationLogLevel } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { PUBLIC_HOLIDAYS } from '#domain/calendar/public-holidays.ts';
import { regionKey } from '#domain/calendar/regional-holidays.ts';
import { CareStage } from '#stacks/care-stage.ts';
import type { StageSettings } from '#stacks/stage-settings.ts';
import cdk from '../cdk.json' with { type: 'json' };

/** The deployments, each written out whole: what differs between them is read here and nowhere else. */
export const stages = {
  staging: {
    name: 'staging',
    retain: false,
    archiveDays: 7,
    logs: { level: ApplicationLogLevel.DEBUG, retention: RetentionDays.TWO_WEEKS },
    identity: { kind: 'own-pool' },
    origins: ['http://localhost:5173'],
    ticketUrl: 'http://localhost:5173/tickets/{ticketId}',
    webhooks: { rate: 200, burst: 400 },
    agentApi: { rate: 50, burst: 100 },
    triage: { maxConcurrency: 10, batchSize: 10, batchWindowSeconds: 0 },
    classifier: { kind: 'embedded' },
    polling: { maxConcurrency: 2, batchSize: 5 },
    changeFeed: { parallelization: 2 },
    replies: { maxConcurrency: 2 },
    media: { keptDays: 30, maxMegabytes: 25, maxConcurrency: 2, trustedHosts: [], trustedOnly: false },
    channels: { batchSize: 10, batchWindowSeconds: 0, checkHours: 6 },
    metrics: { keptDays: 90, maxConcurrency: 2, batchSize: 10, batchWindowSeconds: 0 },
    holidays: [
      { country: 'AT' },
      { country: 'CH', region: 'ZH' },
      { country: 'DE' },
      { country: 'DE', region: 'BE' },
      { country: 'DE', region: 'BY' },
      { country: 'ES' },
      { country: 'FR' },
      { country: 'GB', region: 'ENG' },
      { country: 'US' },
    ],
    alarms: 'none',
  },
  production: {
    name: 'production',
    retain: true,
    // A spike of 10,000 messages a second, three writes each; a cold table would throttle it for minutes.
    warmThroughput: { reads: 12_000, writes: 30_000 },
    archiveDays: 90,
    logs: { level: ApplicationLogLevel.INFO, retention: RetentionDays.THREE_MONTHS },
    identity: { kind: 'own-pool' },
    webhooks: { rate: 10_000, burst: 5_000 },
    agentApi: { rate: 500, burst: 1_000 },
    triage: { maxConcurrency: 400, batchSize: 10, batchWindowSeconds: 0 },
    classifier: { kind: 'embedded' },
    polling: { maxConcurrency: 20, batchSize: 5 },
    changeFeed: { parallelization: 10 },
    replies: { maxConcurrency: 20 },
    media: { keptDays: 180, maxMegabytes: 25, maxConcurrency: 50, trustedHosts: [], trustedOnly: false },
    channels: { batchSize: 1_000, batchWindowSeconds: 60, checkHours: 6 },
    metrics: { keptDays: 400, maxConcurrency: 10, batchSize: 100, batchWindowSeconds: 20 },
    holidays: [
      { country: 'AT' },
      { country: 'CH', region: 'ZH' },
      { country: 'DE' },
      { country: 'DE', region: 'BE' },
      { country: 'DE', region: 'BY' },
      { country: 'ES' },
      { country: 'FR' },
      { country: 'GB', region: 'ENG' },
      { country: 'US' },
    ],
    // Nobody yet: put the address of whoever is on call here, or subscribe a pager to the topic AlarmTopicArn.
    alarms: 'none',
  },
} as const satisfies Record<string, StageSettings>;

export type StageName = keyof typeof stages;

export interface AppOptions {
  /** Stages by name, or settings of one's own. @default all of them */
  readonly stages?: readonly (StageName | StageSettings)[];
  /** Where templates and bundles go. @default cdk.out, or where the CDK says */
  readonly outdir?: string;
  /** Whether functions are bundled; templates alone need none. @default true */
  readonly bundling?: boolean;
  /** Whether cdk-nag checks every resource at synth. @default true */
  readonly checks?: boolean;
  /** Added to the flags of cdk.json. @default nothing */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** @throws {Error} when functions would not carry the holidays of a region that the stage names. */
const assertHolidays = ({ name, holidays = [] }: StageSettings): void => {
  const missing = holidays.map(regionKey).filter((key) => !Object.hasOwn(PUBLIC_HOLIDAYS, key));
  if (missing.length > 0) throw new Error(`${name}: no holidays of ${missing.join(', ')}. Run \`npm run holidays\`.`);
};

/** The app, built and not yet synthesized: `buildApp().synth()`. */
export const buildApp = (options: AppOptions = {}): App => {
  const app = new App({
    analyticsReporting: false,
    ...(options.outdir && { outdir: options.outdir }),
    context: {
      // The CDK's command passes these in; whoever builds the app in process gets the same templates.
      ...cdk.context,
      ...(options.bundling === false && { 'aws:cdk:bundling-stacks': [] }),
      ...options.context,
    },
  });
  for (const stage of options.stages ?? Object.values(stages)) {
    const settings = typeof stage === 'string' ? stages[stage] : stage;
    assertHolidays(settings);
    new CareStage(app, settings);
  }
  if (options.checks !== false) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return app;
};

if (import.meta.main) buildApp().synth();
