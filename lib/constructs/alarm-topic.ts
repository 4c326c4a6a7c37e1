import { Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct, type IConstruct } from 'constructs';
import { CareAlarm } from './care-alarm.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** Who is told when an alarm rings; to have nobody must be written down. */
export type AlarmRecipients = { readonly email: string } | 'none';

export interface AlarmTopicProps {
  readonly recipients: AlarmRecipients;
}

/** Where alarms are sent. Always there, so that a pager or a chat can be subscribed later without a change here. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    // The TLS rule gives the topic a policy of its own, and with it the default one that lets alarms publish is gone.
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (props.recipients !== 'none') this.subscribe(props.recipients.email);
  }

  /** Sends every alarm below `scope` here; called last, when all of them exist. */
  notifyOf(scope: IConstruct): void {
    for (const { alarm } of CareAlarm.within(scope)) alarm.addAlarmAction(new SnsAction(this.topic));
  }

  private subscribe(email: string): void {
    const undelivered = new DeadLetterQueue(this, 'Undelivered', {
      severity: 'low',
      runbook: 'undelivered-alarm-mails',
      holds: 'Alarm mails that could not be delivered.',
    });
    this.topic.addSubscription(new EmailSubscription(email, { deadLetterQueue: undelivered.queue }));
  }
}
