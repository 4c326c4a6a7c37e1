import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Acknowledgements } from '#constructs/acknowledgements.ts';
import { AgentDesk } from '#constructs/agent-desk.ts';
import { Alerting } from '#constructs/alerting.ts';
import { CareAlarm } from '#constructs/care-alarm.ts';
import { ChangeFeed } from '#constructs/change-feed.ts';
import { ChannelWatch } from '#constructs/channel-watch.ts';
import { ClockRederivation } from '#constructs/clock-rederivation.ts';
import { Media } from '#constructs/media.ts';
import { Monitoring } from '#constructs/monitoring.ts';
import { Poller } from '#constructs/poller.ts';
import { ReplyOutbox } from '#constructs/reply-outbox.ts';
import { RollUp } from '#constructs/roll-up.ts';
import { SlaWatch } from '#constructs/sla-watch.ts';
import { Triage } from '#constructs/triage.ts';
import { WebhookIngress } from '#constructs/webhook-ingress.ts';
import type { StageSettings } from './stage-settings.ts';
import type { StateStack } from './state-stack.ts';

export interface ServiceStackProps {
  readonly settings: StageSettings;
  readonly state: StateStack;
}

/** What may be replaced: everything that works, and nothing that remembers. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { settings, state }: ServiceStackProps) {
    super(scope, id, {
      stackName: `earshot-${settings.name}-service`,
      description: `Earshot ${settings.name}: what may be replaced`,
    });
    const { inbound, table, secrets, bus } = state;
    const { logs } = settings;
    const channels = this.watchChannels({ settings, state }, () => ingress.front.url);
    const { ingress, triage, poller } = this.hear({ settings, state }, channels.happened);
    const { changeFeed, ticketUrl } = settings;
    const feed = new ChangeFeed(this, 'ChangeFeed', { table, bus, logs, settings: changeFeed, ticketUrl });
    const sla = new SlaWatch(this, 'SlaWatch', { table, logs, precision: settings.slaPrecision ?? 'minute' });
    const rederivation = new ClockRederivation(this, 'Rederivation', { table, bus, logs });
    const desk = this.createDesk({ settings, state });
    const outbox = new ReplyOutbox(this, 'Outbox', { table, bus, secrets, logs, settings: settings.replies });
    const media = this.createMedia({ settings, state });
    const rollUp = new RollUp(this, 'RollUp', { table, bus, logs, settings: settings.metrics });
    const acknowledgements = this.acknowledge({ settings, state });
    const alerting = new Alerting(this, 'Alerting', {
      bus,
      ...(settings.alertEndpoint && { endpoint: settings.alertEndpoint }),
    });
    const alarms = [...CareAlarm.within(state), ...CareAlarm.within(this)];
    new Monitoring(this, 'Monitoring', {
      alarms,
      inbound,
      table,
      ingress,
      triage,
      poller,
      feed,
      sla,
      rederivation,
      desk,
      outbox,
      media,
      rollUp,
      channels,
      ...(acknowledgements && { acknowledgements }),
    });
    state.alarmTopic.notifyOf(this);
    this.writeOutputs({
      OutboundQueueUrl: outbox.outbound.queue.queueUrl,
      OutboundDlqUrl: outbox.outbound.parked.queueUrl,
      MetricsQueueUrl: rollUp.happened.queue.queueUrl,
      MetricsDlqUrl: rollUp.happened.parked.queueUrl,
      RederivationQueueUrl: rederivation.queue.queue.queueUrl,
      RederivationDlqUrl: rederivation.queue.parked.queueUrl,
      WebhookUrl: ingress.front.url,
      AgentApiUrl: desk.front.url,
      AlertTopicArn: alerting.topic.topicArn,
    });
  }

  /** Everything that brings words in. */
  private hear({ settings, state }: ServiceStackProps, proofs: ChannelWatch['happened']) {
    const { inbound, polls, table, bucket, secrets } = state;
    const { logs, webhooks: throttling, classifier, polling } = settings;
    return {
      ingress: new WebhookIngress(this, 'Ingress', { inbound, proofs, bucket, secrets, logs, throttling }),
      triage: new Triage(this, 'Triage', {
        inbound,
        polls,
        table,
        bucket,
        logs,
        settings: settings.triage,
        classifier,
      }),
      poller: new Poller(this, 'Poller', { inbound, polls, table, bucket, secrets, logs, settings: polling }),
    };
  }

  private acknowledge({ settings, state }: ServiceStackProps): Acknowledgements | undefined {
    if (!settings.acknowledgements) return undefined;
    const acknowledgements = new Acknowledgements(this, 'Acknowledgements', {
      table: state.table,
      bus: state.bus,
      logs: settings.logs,
      settings: settings.acknowledgements,
    });
    this.writeOutputs({
      AcknowledgementQueueUrl: acknowledgements.happened.queue.queueUrl,
      AcknowledgementDlqUrl: acknowledgements.happened.parked.queueUrl,
    });
    return acknowledgements;
  }

  private watchChannels({ settings, state }: ServiceStackProps, webhookUrl: () => string): ChannelWatch {
    const { table, bus, secrets, polls } = state;
    const shared = { webhookUrl, logs: settings.logs, settings: settings.channels };
    const watch = new ChannelWatch(this, 'ChannelWatch', { table, bus, secrets, polls, ...shared });
    const { queue, parked } = watch.happened;
    this.writeOutputs({ ChannelsQueueUrl: queue.queueUrl, ChannelsDlqUrl: parked.queueUrl });
    return watch;
  }

  private createMedia({ settings, state }: ServiceStackProps): Media {
    const { table, bucket, bus, secrets } = state;
    const { logs } = settings;
    const media = new Media(this, 'Media', { table, bucket, bus, secrets, logs, settings: settings.media });
    const { queue, parked } = media.arrived;
    this.writeOutputs({ MediaQueueUrl: queue.queueUrl, MediaDlqUrl: parked.queueUrl });
    return media;
  }

  private createDesk({ settings, state }: ServiceStackProps): AgentDesk {
    return new AgentDesk(this, 'Desk', {
      table: state.table,
      bucket: state.bucket,
      secrets: state.secrets,
      logs: settings.logs,
      tokens: state.tokens,
      throttling: settings.agentApi,
      ...(settings.origins && { origins: settings.origins }),
      ...(settings.blindUntilClaimed && { blindUntilClaimed: settings.blindUntilClaimed }),
    });
  }

  private writeOutputs(outputs: Record<string, string>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
