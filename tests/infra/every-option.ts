import type { StageSettings } from '#stacks/stage-settings.ts';
import { stages } from '../../bin/app.ts';

/** A stage that takes every option the shipped ones leave out. */
export const everyOption: StageSettings = {
  ...stages.production,
  name: 'every-option',
  identity: { kind: 'oidc', issuer: 'https://issuer.example', audience: ['desk'] },
  origins: ['https://desk.example'],
  alarms: { email: 'on-call@example.com' },
  alertEndpoint: { url: 'https://alerts.example/earshot', rate: 10 },
};
