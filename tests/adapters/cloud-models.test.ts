import 'aws-sdk-client-mock-vitest/extend';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import {
  BatchDetectDominantLanguageCommand,
  BatchDetectSentimentCommand,
  ComprehendClient,
  DetectPiiEntitiesCommand,
} from '@aws-sdk/client-comprehend';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { askBedrock, BEDROCK_PATIENCE } from '#adapters/bedrock.ts';
import { cloudClassifiers } from '#adapters/cloud-classifiers.ts';
import { COMPREHEND_PATIENCE, comprehend } from '#adapters/comprehend.ts';
import { converseRequest } from '#classifiers/bedrock/request.ts';

const comprehendApi = mockClient(ComprehendClient);
const bedrockApi = mockClient(BedrockRuntimeClient);

const named = (name: string): Error => Object.assign(new Error('quotes the request'), { name });
const once = { retries: 0 };

beforeEach(() => {
  comprehendApi.reset();
  bedrockApi.reset();
});

describe('Comprehend', () => {
  const { languages, sentiments, personalData } = comprehend();

  it('is asked for languages, moods and personal data', async () => {
    comprehendApi.on(BatchDetectDominantLanguageCommand).resolves({ ResultList: [], ErrorList: [] });
    comprehendApi.on(BatchDetectSentimentCommand).resolves({ ResultList: [], ErrorList: [] });
    comprehendApi.on(DetectPiiEntitiesCommand).resolves({ Entities: [] });
    expect(await languages(['a'])).toMatchObject({ ResultList: [] });
    await sentiments(['a', 'b'], 'de');
    expect(await personalData('a', 'en')).toMatchObject({ Entities: [] });
    expect(comprehendApi).toHaveReceivedCommandWith(BatchDetectDominantLanguageCommand, { TextList: ['a'] });
    expect(comprehendApi).toHaveReceivedCommandWith(BatchDetectSentimentCommand, {
      TextList: ['a', 'b'],
      LanguageCode: 'de',
    });
    expect(comprehendApi).toHaveReceivedCommandWith(DetectPiiEntitiesCommand, { Text: 'a', LanguageCode: 'en' });
  });

  it.each([
    ['TooManyRequestsException', 'throttled'],
    ['TextSizeLimitExceededException', 'refused'],
    ['InternalServerException', 'unavailable'],
    ['TimeoutError', 'timed_out'],
  ])('failing with %s has no opinion: %s', async (name, silence) => {
    comprehendApi.on(BatchDetectSentimentCommand).rejects(named(name));
    const fresh = comprehend({ ...COMPREHEND_PATIENCE, ...once });
    await expect(fresh.sentiments(['a'], 'en')).rejects.toMatchObject({ name: 'NoOpinionError', silence });
  });

  it('quotes no words in its failure', async () => {
    comprehendApi.on(DetectPiiEntitiesCommand).rejects(named('InternalServerException'));
    const fresh = comprehend({ ...COMPREHEND_PATIENCE, ...once });
    await expect(fresh.personalData('a secret', 'en')).rejects.toThrow(/^unavailable$/);
  });
});

describe('a model on Bedrock', () => {
  it('is asked by its id', async () => {
    bedrockApi.on(ConverseCommand).resolves({ stopReason: 'end_turn' });
    const request = converseRequest('Where is it?');
    expect(await askBedrock({ modelId: 'eu.amazon.nova-lite-v1:0' })(request)).toMatchObject({
      stopReason: 'end_turn',
    });
    expect(bedrockApi).toHaveReceivedCommandWith(ConverseCommand, { ...request, modelId: 'eu.amazon.nova-lite-v1:0' });
  });

  it.each([
    ['ThrottlingException', 'throttled'],
    ['AccessDeniedException', 'refused'],
    ['ResourceNotFoundException', 'refused'],
    ['ModelNotReadyException', 'unavailable'],
    ['ModelTimeoutException', 'timed_out'],
  ])('failing with %s has no opinion: %s', async (name, silence) => {
    bedrockApi.on(ConverseCommand).rejects(named(name));
    const ask = askBedrock({ modelId: 'model', patience: { ...BEDROCK_PATIENCE, ...once } });
    await expect(ask(converseRequest('hm'))).rejects.toMatchObject({ name: 'NoOpinionError', silence });
  });
});

describe('the cloud classifiers of a stage', () => {
  it('are made of a table, when they are asked for', async () => {
    bedrockApi.on(ConverseCommand).resolves({});
    const made = cloudClassifiers('table');
    await made.bedrock('model')(converseRequest('hm'));
    expect(bedrockApi).toHaveReceivedCommandTimes(ConverseCommand, 1);
    expect(Object.keys(made.comprehend()).sort()).toEqual(['languages', 'personalData', 'sentiments']);
  });
});
