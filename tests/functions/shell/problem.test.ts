import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '#contracts/agent-api-problems.ts';
import { NotFoundError, PermanentError, RefusedError, StaleError, TransientError } from '#domain/errors.ts';
import { problemOf } from '#functions/shell/problem.ts';

const engineError = (name: string, given: object = {}): Error =>
  Object.assign(new Error('secret words'), { name, ...given });
const status = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

const answerTo = (error: unknown) => problemOf(error, 'request-1');

describe('an error that a retry may mend', () => {
  it.each<[string, Error]>([
    ['work that says so itself', new TransientError('busy')],
    ['a throttled table', new ProvisionedThroughputExceededException({ message: 'slow', $metadata: {} })],
    ['a throttled engine', engineError('ThrottlingException', status(400))],
    ['an account over its limit', engineError('RequestLimitExceeded', status(400))],
    ['a broken engine', engineError('InternalServerError', status(500))],
    ['an engine behind a broken gateway', engineError('Unknown', status(502))],
    ['what the SDK calls retryable', engineError('Odd', { $retryable: { throttling: false }, ...status(400) })],
    ['a time-out', engineError('TimeoutError')],
    ['nobody who listens', engineError('Error', { code: 'ECONNREFUSED' })],
    ['a line that breaks', engineError('Error', { code: 'ECONNRESET' })],
    ['a name that is not found', engineError('Error', { code: 'ENOTFOUND' })],
  ])('(%s) is 503 and says when to come again', (_, error) => {
    expect(answerTo(error)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2', 'content-type': 'application/problem+json' },
      body: { status: 503, detail: 'Try again in a moment.', instance: 'urn:earshot:request:request-1' },
    });
  });
});

describe('an error of ours', () => {
  it.each<[string, unknown]>([
    ['a bug', new TypeError('secret words')],
    ['a request that the engine refuses', engineError('ValidationException', status(400))],
    ['a right that is missing', engineError('AccessDeniedException', status(400))],
    ['what no retry can mend', new PermanentError('schema_mismatch', 'secret words')],
    ['a code that is no connection', engineError('Error', { code: 'ERR_INVALID_ARG_TYPE' })],
    ['a thrown string', 'secret words'],
    ['nothing at all', undefined],
  ])('(%s) is 500, without Retry-After and without its text', (_, error) => {
    const answer = answerTo(error);
    expect(answer.status).toBe(500);
    expect(answer.headers).not.toHaveProperty('retry-after');
    expect(JSON.stringify(answer)).not.toContain('secret words');
  });
});

describe("an error of the caller's", () => {
  it.each<[number, Error]>([
    [404, new NotFoundError('No such ticket.')],
    [412, new StaleError('Read it again.')],
    [409, new RefusedError('transition_forbidden', 'It is closed.')],
    [401, new ApiProblem('unauthenticated', 'Sign in.')],
  ])('is %i, in words that tell how to mend it', (code, error) => {
    expect(answerTo(error)).toMatchObject({ status: code, body: { status: code, detail: error.message } });
  });
});
