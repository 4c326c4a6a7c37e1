import { Stage, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ServiceStack } from './service-stack.ts';
import type { StageSettings } from './stage-settings.ts';
import { StateStack } from './state-stack.ts';

/** One deployment of the whole. */
export class CareStage extends Stage {
  readonly state: StateStack;
  readonly service: ServiceStack;

  constructor(scope: Construct, settings: StageSettings) {
    super(scope, settings.name, settings.env ? { env: settings.env } : {});
    this.state = new StateStack(this, 'State', settings);
    this.service = new ServiceStack(this, 'Service', { settings, state: this.state });
    Tags.of(this).add('application', 'earshot');
    Tags.of(this).add('stage', settings.name);
  }
}
