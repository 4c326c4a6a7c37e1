import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  type ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import {
  type BundlingOptions,
  type ICommandHooks,
  LogLevel,
  NodejsFunction,
  OutputFormat,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { BUNDLE } from './bundle-settings.ts';
import { CareAlarm, type Severity } from './care-alarm.ts';
import { metricsNamespace } from './care-metrics.ts';
import type { FunctionEnvironments, FunctionName } from './function-environments.ts';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * How every function is bundled. CJS and the bundled SDK start faster than ESM and the runtime's SDK. No source maps:
 * reading them cost 20 ms a start, and a trace can be mapped from the commit's own build.
 */
const bundling = ({ leftOut = [], beside }: Pick<CareFunctionProps<never>, 'leftOut' | 'beside'>): BundlingOptions => ({
  format: OutputFormat.CJS,
  target: BUNDLE.target,
  minify: true,
  sourceMap: false,
  externalModules: [...BUNDLE.external, ...leftOut],
  mainFields: [...BUNDLE.mainFields],
  define: BUNDLE.define,
  ...(beside && { commandHooks: hooksOf(beside) }),
  logLevel: LogLevel.WARNING,
  esbuildArgs: Object.fromEntries(
    Object.entries(BUNDLE.logOverride).map(([message, level]) => [`--log-override:${message}`, level]),
  ),
});

const hooksOf = (beside: (folder: string) => string[]): ICommandHooks => ({
  beforeInstall: () => [],
  beforeBundling: () => [],
  afterBundling: (_sources, folder) => beside(folder),
});

/** How a stage logs. */
export interface LogSettings {
  readonly level: ApplicationLogLevel;
  readonly retention: RetentionDays;
}

export interface CareFunctionProps<Name extends FunctionName> {
  /** The folder under functions/. */
  readonly name: Name;
  readonly environment: FunctionEnvironments[Name];
  readonly memoryMb: number;
  readonly timeout: Duration;
  readonly logs: LogSettings;
  /** How urgent an error of this function is. */
  readonly errorSeverity: Severity;
  /** Errors in five minutes that ring. @default 1 */
  readonly errorThreshold?: number;
  /** Packages that this stage never asks for. @default none */
  readonly leftOut?: readonly string[];
  /** Commands that put files beside the bundle in a folder. @default none */
  readonly beside?: (folder: string) => string[];
  /**
   * Where an asynchronous invocation goes that failed for good.
   * @default none: this function is invoked by an API or a poller, which keep what failed themselves
   */
  readonly deadLetterQueue?: Queue;
}

/** A function as this house runs them: arm64, its own role and log group, traced, with alarms on errors and throttles. */
export class CareFunction<Name extends FunctionName> extends Construct implements IGrantable {
  readonly function: NodejsFunction;
  readonly timeout: Duration;
  readonly grantPrincipal: IPrincipal;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: CareFunctionProps<Name>) {
    super(scope, id);
    this.timeout = props.timeout;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.logs.retention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    this.grantPrincipal = this.role;
    this.function = new NodejsFunction(this, 'Function', {
      entry: fromRoot(`functions/${props.name}/handler.ts`),
      handler: 'handler',
      depsLockFilePath: fromRoot('package-lock.json'),
      bundling: bundling(props),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb,
      timeout: props.timeout,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: props.logs.level,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      // What the caller sets wins over what the house sets.
      environment: {
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(this),
        ...props.environment,
      },
      ...(props.deadLetterQueue && { deadLetterQueue: props.deadLetterQueue }),
    });
    this.alarmOnFailures(props);
    this.acknowledge(props);
  }

  private alarmOnFailures({ name, errorSeverity, errorThreshold }: CareFunctionProps<Name>): void {
    const period = Duration.minutes(5);
    new CareAlarm(this, 'Errors', {
      severity: errorSeverity,
      runbook: `${name}-errors`,
      summary: `${name} fails.`,
      metric: this.function.metricErrors({ period }),
      threshold: errorThreshold ?? 1,
    });
    new CareAlarm(this, 'Throttles', {
      severity: errorSeverity,
      runbook: 'function-throttles',
      summary: `${name} is throttled: the account has no concurrency left for it.`,
      metric: this.function.metricThrottles({ period }),
      threshold: 1,
    });
  }

  private acknowledge({ deadLetterQueue }: CareFunctionProps<Name>): void {
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: "Only for actions that know no resources, X-Ray's and those of a stage's Comprehend; a test holds that.",
    });
    if (deadLetterQueue) return;
    Validations.of(this.function).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason: 'Never invoked asynchronously: an API waits for the answer, or the poller keeps what failed.',
    });
  }
}
