import type { StageSettings } from '#stacks/stage-settings.ts';
import { stages } from '../../bin/app.ts';

/** A stage that takes every option the shipped ones leave out. */
export const everyOption: StageSettings = {
  ...stages.production,
  name: 'every-option',
  identity: { kind: 'oidc', issuer: 'https://issuer.example', audience: ['desk'] },
  blindUntilClaimed: true,
  origins: ['https://desk.example'],
  ticketUrl: 'https://desk.example/tickets/{ticketId}',
  slaPrecision: 'ten_seconds',
  acknowledgements: {
    channels: ['messenger.dm'],
    handlingMinutes: 10,
    staff: { default: 2, byCalendar: { night: 1 } },
  },
  alarms: { email: 'on-call@example.com' },
  classifier: { kind: 'bedrock', modelId: 'eu.amazon.nova-lite-v1:0', dailyTokens: 50_000_000 },
  alertEndpoint: { url: 'https://alerts.example/earshot', rate: 10 },
};

/** Stages with the classifiers that no other stage here has. */
export const otherClassifiers: readonly StageSettings[] = [
  {
    ...stages.production,
    name: 'comprehending',
    classifier: { kind: 'comprehend', dailyCharacters: 10_000_000, personalData: true },
  },
  {
    ...stages.production,
    name: 'one-model',
    classifier: { kind: 'bedrock', modelId: 'anthropic.claude-3-haiku-20240307-v1:0', dailyTokens: 50_000_000 },
  },
];
