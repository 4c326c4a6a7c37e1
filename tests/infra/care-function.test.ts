import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ApplicationLogLevel } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it } from 'vitest';
import { CareFunction } from '#constructs/care-function.ts';
import type { FunctionEnvironments } from '#constructs/function-environments.ts';
import { QueueWorker } from '#constructs/queue-worker.ts';
import { WorkedQueue } from '#constructs/worked-queue.ts';
import { env as agentApi } from '#functions/agent-api/env.ts';
import { env as planPolls } from '#functions/plan-polls/env.ts';
import { env as pollPlatforms } from '#functions/poll-platforms/env.ts';
import { env as publishChanges } from '#functions/publish-changes/env.ts';
import { env as receiveWebhook } from '#functions/receive-webhook/env.ts';
import { env as rollUp } from '#functions/roll-up/env.ts';
import { env as sendReply } from '#functions/send-reply/env.ts';
import { env as triage } from '#functions/triage/env.ts';
import { env as watchChannels } from '#functions/watch-channels/env.ts';
import { env as watchSla } from '#functions/watch-sla/env.ts';
import { deploymentOf, ofType } from './deployment.ts';

const stackOf = (): Stack => new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');

const props = {
  name: 'watch-sla',
  memoryMb: 512,
  timeout: Duration.seconds(20),
  logs: { level: ApplicationLogLevel.INFO, retention: RetentionDays.ONE_WEEK },
  errorSeverity: 'low',
} as const;

const ENVIRONMENT = { TABLE_NAME: 'tickets', LOOKS_A_MINUTE: '1' } as const;

describe('care-function', () => {
  it("lets the caller's environment win over the house's", () => {
    const stack = stackOf();
    const environment = { ...ENVIRONMENT, POWERTOOLS_SERVICE_NAME: 'mine' };
    new CareFunction(stack, 'Watcher', { ...props, environment });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: { ...ENVIRONMENT, POWERTOOLS_SERVICE_NAME: 'mine', POWERTOOLS_METRICS_NAMESPACE: 'Earshot' },
      },
    });
  });

  it('starts no function with source maps', () => {
    const stack = stackOf();
    new CareFunction(stack, 'Watcher', { ...props, environment: ENVIRONMENT });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { NODE_OPTIONS: Match.absent() } },
    });
  });

  it('does not compile without a variable that the function asks for', () => {
    // @ts-expect-error -- its variables are missing
    const incomplete: FunctionEnvironments['watch-sla'] = {};
    expect(incomplete).toEqual({});
  });

  it.each(
    Object.entries({
      'agent-api': agentApi,
      'plan-polls': planPolls,
      'poll-platforms': pollPlatforms,
      'publish-changes': publishChanges,
      'receive-webhook': receiveWebhook,
      'roll-up': rollUp,
      'watch-channels': watchChannels,
      'send-reply': sendReply,
      triage,
      'watch-sla': watchSla,
    }),
  )('gives %s the environment its schema asks for', (name, schema) => {
    const fn = functionsOfStaging.find(
      ({ properties }) => properties.Environment.Variables.POWERTOOLS_SERVICE_NAME === name,
    );
    const given = Object.keys(fn?.properties.Environment.Variables ?? {});
    expect(given).toEqual(expect.arrayContaining(Object.keys(schema.def.shape)));
  });
});

const functionsOfStaging = ofType(deploymentOf('staging'), 'AWS::Lambda::Function');

describe('queue-worker', () => {
  it('refuses a function whose timeout the queue was not sized for', () => {
    const stack = stackOf();
    const queue = new WorkedQueue(stack, 'Queue', {
      workTimeout: Duration.seconds(10),
      contents: 'things',
      runbooks: { parked: 'a', waiting: 'b' },
    });
    const worker = new CareFunction(stack, 'Watcher', { ...props, environment: ENVIRONMENT });
    expect(() => new QueueWorker(stack, 'Work', { queue, worker, batchSize: 1, maxConcurrency: 2 })).toThrow(
      'must have the timeout',
    );
  });
});
