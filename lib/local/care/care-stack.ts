import { type AlertReceiver, startAlertReceiver } from '#local/care/alert-receiver.ts';
import {
  BRAND_ACCOUNTS,
  CREDENTIALS,
  replySecretFile,
  WEBHOOK_SECRETS,
  webhookSecretFile,
} from '#local/care/secrets.ts';
import { synthesizeEarshot } from '#local/earshot-app.ts';
import { findJava } from '#local/engines/java.ts';
import type { LocalStack } from '#local/local-stack.ts';
import type { StartOptions } from '#local/options.ts';
import { type PlatformDouble, startPlatformDouble } from '#local/platform-double/platform-double.ts';
import { startLocal } from '#local/start-local.ts';
import type { PlatformName } from '#platforms/registry.ts';

/** The whole of Earshot on this machine, with the networks it talks to: what the demo, the replay and the flow tests run. */
export interface CareStack {
  readonly stack: LocalStack;
  readonly platforms: PlatformDouble;
  readonly alerts: AlertReceiver;
  readonly stop: () => Promise<void>;
}

/** The address that the alert rule's API destination names; calls to it are led to the receiver here. */
const ALERT_ADDRESS = 'https://alerts.example.com/earshot';

type StackOptions = Pick<
  StartOptions,
  | 'startAt'
  | 'timeoutScale'
  | 'isLongRun'
  | 'concurrency'
  | 'seed'
  | 'onProgress'
  | 'port'
  | 'dataDirectory'
  | 'environments'
>;

export interface CareOptions extends StackOptions {
  /**
   * Whether the brand's accounts are polled, where their platform is. Every minute of the run's time costs a request each.
   * @default false
   */
  readonly polling?: boolean | undefined;
  /** Accounts beside the brand's own, in whose names something is fetched. @default none */
  readonly accounts?: readonly string[] | undefined;
}

const tokens: Readonly<Partial<Record<PlatformName, readonly string[]>>> = Object.fromEntries(
  // What tokens are made of vouches for an account as they do.
  Object.entries(CREDENTIALS).map(([name, { accessToken, more = {} }]) => [
    name,
    [accessToken, ...Object.values(more)],
  ]),
);

/** The networks around Earshot. */
type Networks = Pick<CareStack, 'platforms' | 'alerts'>;

function startWith({ platforms, alerts }: Networks, given: CareOptions, assembly: string): Promise<LocalStack> {
  const { polling = false, accounts, ...options } = given;
  const { baseUrls } = platforms;
  return startLocal({
    ...options,
    assembly,
    throttling: false,
    kindOfKey: ({ pk = '', sk = '' }) => (sk.split('#')[0] || pk.split('#')[0]) ?? 'unknown',
    secrets: {
      WebhookSecretArn: webhookSecretFile(),
      ReplySecretArn: replySecretFile({ baseUrls, polling, accounts }),
    },
    apiDestinations: { [ALERT_ADDRESS]: alerts.url },
  });
}

/** Synthesizes the app (or takes it from the cache) and starts it. What had started is stopped again when it can't. */
export async function startCareStack(options: CareOptions = {}): Promise<CareStack> {
  // A machine without Java is told so before the seconds of synthesis, not after.
  await findJava();
  options.onProgress?.('synthesizing the app');
  const { assembly } = await synthesizeEarshot({ alertEndpoint: { url: ALERT_ADDRESS, rate: 50 } });
  let now = (): number => options.startAt ?? Date.now();
  const platforms = await startPlatformDouble({ tokens, now: () => now() });
  const alerts = await startAlertReceiver();
  const stopNetworks = async (): Promise<void> => {
    await platforms.stop();
    await alerts.stop();
  };
  try {
    const stack = await startWith({ platforms, alerts }, options, assembly);
    now = () => stack.clock.now();
    const stop = async (): Promise<void> => {
      await stack.stop();
      await stopNetworks();
    };
    return { stack, platforms, alerts, stop };
  } catch (error) {
    await stopNetworks();
    throw error;
  }
}

/** The account of a platform as Earshot names it. */
export const accountOf = (platform: PlatformName): string => `${platform}:${BRAND_ACCOUNTS[platform]}`;

/** The secrets that sign a platform's deliveries. */
export const secretsOf = (platform: PlatformName): readonly string[] => WEBHOOK_SECRETS[platform];
