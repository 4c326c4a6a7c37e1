import { Duration } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from '#contracts/events.ts';

export interface CareBusProps {
  /** Days for which events can be replayed. */
  readonly archiveDays: number;
}

/** The bus that tells what happened; everything downstream hangs on it, and its archive can tell it again. */
export class CareBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, props: CareBusProps) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', { description: 'What happened to tickets' });
    this.bus.archive('Archive', {
      description: 'Events of this product, for replay',
      eventPattern: { source: [EVENT_SOURCE] },
      retention: Duration.days(props.archiveDays),
    });
  }
}
