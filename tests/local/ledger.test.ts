import { describe, expect, it } from 'vitest';
import type { Reply } from '#domain/reply.ts';
import { balance, type FoundEvents, type SentEvent } from '#local/care/ledger.ts';
import { balanceReplies } from '#local/demo/replies-ledger.ts';

const ACCOUNT = 'standard:shop';
const message = (id: string) => `${ACCOUNT} message ${id}`;
const event = (id: string) => `${ACCOUNT} event ${id}`;

const healthy = (id: string): SentEvent => ({
  storedAs: message(id),
  eventId: event(id),
  accepted: true,
  intent: 'healthy',
});
const EDIT = `${ACCOUNT} edit of a`;

/** A day's list: two messages, one of them sent twice, an edit, a like, a poison one and a forgery. */
const SENT: readonly SentEvent[] = [
  healthy('a'),
  healthy('b'),
  healthy('b'),
  { storedAs: EDIT, eventId: event('edit-a'), accepted: true, intent: 'healthy' },
  { eventId: event('like'), accepted: true, intent: 'without_words' },
  { eventId: event('poison'), accepted: true, intent: 'poison' },
  { eventId: event('forged'), accepted: false, intent: 'forged' },
];

const FOUND: FoundEvents = {
  stored: [message('a'), message('b'), EDIT],
  ignored: [event('like')],
  parked: [event('poison')],
  own: [message('answer')],
  heard: [message('a'), message('answer'), message('b')],
  givenUp: [],
  waiting: 0,
};

const without = (ids: readonly string[], id: string) => ids.filter((each) => each !== id);

describe('the ledger', () => {
  it('balances a good day', () => {
    expect(balance(SENT, FOUND)).toEqual({
      accepted: 5,
      stored: 3,
      ignored: 1,
      parked: 1,
      lost: [],
      doubled: [],
      misplaced: [],
      unexpected: [],
      healthyParked: [],
      unheard: [],
      givenUp: [],
      waiting: 0,
      balanced: true,
    });
  });

  it('counts a hopeless event that came twice as parked once', () => {
    const parked = [event('poison'), event('poison')];
    expect(balance(SENT, { ...FOUND, parked })).toMatchObject({ balanced: true, parked: 1 });
  });

  it('does not balance when nothing at all is stored', () => {
    const nothing = { stored: [], ignored: [], parked: [], own: [], heard: [], givenUp: [], waiting: 0 };
    expect(balance([], nothing)).toMatchObject({ balanced: false, accepted: 0, lost: [] });
  });

  it('holds two messages of one event apart', () => {
    const sent = [...SENT, { ...healthy('a'), storedAs: message('c') }];
    expect(balance(sent, FOUND)).toMatchObject({ balanced: false, accepted: 6, lost: [message('c')] });
  });

  const nothingOf = (id: string) => ({
    stored: without(FOUND.stored, message(id)),
    heard: [message('answer'), message('b')],
  });

  it.each<[string, Partial<FoundEvents>, string]>([
    ['a healthy one is ignored', { ...nothingOf('a'), ignored: [event('like'), event('a')] }, message('a')],
    ['a healthy one is parked', { ...nothingOf('a'), parked: [event('poison'), event('a')] }, message('a')],
    ['one without words is parked', { ignored: [], parked: [event('poison'), event('like')] }, event('like')],
    ['a poison one is ignored', { ignored: [event('like'), event('poison')], parked: [] }, event('poison')],
  ])('calls it misplaced when %s', (_name, change, misplaced) => {
    const { balanced, lost, doubled, unexpected, unheard, ...rest } = balance(SENT, { ...FOUND, ...change });
    expect([balanced, lost, doubled, unexpected, unheard]).toEqual([false, [], [], [], []]);
    expect(rest.misplaced).toEqual([misplaced]);
  });

  it.each(['without_words', 'poison', 'forged'] as const)('calls it misplaced when a %s one is stored', (intent) => {
    const sent = SENT.map((each) => (each.storedAs === EDIT ? { ...each, intent } : each));
    expect(balance(sent, FOUND)).toMatchObject({ balanced: false, misplaced: [EDIT] });
  });

  it.each<[string, Partial<FoundEvents>, object]>([
    ['one message is taken away', { stored: without(FOUND.stored, message('a')) }, { lost: [message('a')] }],
    ['an edit is taken away', { stored: without(FOUND.stored, EDIT) }, { lost: [EDIT] }],
    ['a trace is taken away', { ignored: [] }, { lost: [event('like')] }],
    ['a parked one is taken away', { parked: [] }, { lost: [event('poison')] }],
    ['one is stored twice', { stored: [...FOUND.stored, message('b')] }, { doubled: [message('b')] }],
    ['one is traced twice', { ignored: [event('like'), event('like')] }, { doubled: [event('like')] }],
    ['one is stored and ignored', { ignored: [event('like'), event('a')] }, { doubled: [message('a')] }],
    [
      'one is stored and parked',
      { parked: [event('poison'), event('a')] },
      { doubled: [message('a')], healthyParked: [event('a')] },
    ],
    [
      'a healthy one is parked instead of stored',
      {
        stored: without(FOUND.stored, message('a')),
        heard: [message('answer'), message('b')],
        parked: [event('poison'), event('a')],
      },
      { healthyParked: [event('a')], lost: [] },
    ],
    [
      'something is stored that nobody sent',
      { stored: [...FOUND.stored, `${ACCOUNT} edit of z`] },
      { unexpected: [`${ACCOUNT} edit of z`] },
    ],
    ['a forgery is found', { parked: [event('poison'), event('forged')] }, { unexpected: [event('forged')] }],
    ['a change was given up', { givenUp: ['Unpublished 1'] }, { givenUp: ['Unpublished 1'] }],
    ['a queue is not empty', { waiting: 1 }, { waiting: 1 }],
    ['one is not heard', { heard: [message('answer'), message('b')] }, { unheard: [message('a')] }],
    ['an answer of ours is not heard', { heard: [message('a'), message('b')] }, { unheard: [message('answer')] }],
    ['one is heard twice', { heard: [...FOUND.heard, message('a')] }, { unheard: [message('a')] }],
    ['one is heard that is not stored', { heard: [...FOUND.heard, message('z')] }, { unheard: [message('z')] }],
  ])('fails when %s', (_name, change, fault) => {
    expect(balance(SENT, { ...FOUND, ...change })).toMatchObject({ balanced: false, ...fault });
  });

  it('fails when one in the place of another makes the sums come out', () => {
    const stored = [...without(FOUND.stored, message('a')), message('b')];
    expect(balance(SENT, { ...FOUND, stored })).toMatchObject({
      balanced: false,
      lost: [message('a')],
      doubled: [message('b')],
    });
  });
});

const reply = (replyId: string, given: Partial<Reply>): Reply => ({
  ticketId: 't',
  replyId,
  account: ACCOUNT,
  channel: 'standard.private',
  visibility: 'private',
  customerId: 'c',
  inReplyTo: 'a',
  by: { kind: 'agent', id: 'agent-1' },
  state: 'sent',
  attempt: 1,
  createdAt: '2026-03-02T12:00:00.000Z',
  updatedAt: '2026-03-02T12:00:00.000Z',
  ...given,
});

const TAKEN = ['t:1:one', 't:1:two', 't:1:three'];
const REPLIES = [
  reply('one', { messageId: 'm1' }),
  reply('two', { state: 'failed', reason: 'forbidden', text: 'm2' }),
  reply('three', { state: 'doubtful', reason: 'no_answer' }),
];

/** What the platforms took, under these message ids; the words of a letter are its words, whatever follows it. */
const accepted = (ids: readonly string[]) =>
  ids.map((messageId) => ({ messageId, text: messageId.replace(/ again$/, '') }));

describe("the replies' ledger", () => {
  it('balances when each was sent once, failed, or is left to a person', () => {
    const sums = { sent: 1, failed: 1, doubtful: 1, surplus: 0, balanced: true };
    const faults = { unfinished: [], misplaced: [], repeated: [], failedButDelivered: [] };
    expect(balanceReplies(TAKEN, REPLIES, accepted(['m1']))).toEqual({ ...sums, ...faults });
  });

  it('lets a doubtful one have arrived', () => {
    expect(balanceReplies(TAKEN, REPLIES, accepted(['m1', 'm3']))).toMatchObject({ balanced: true, surplus: 0 });
  });

  it('finds by its words one to which the platform gave no id', () => {
    const unnamed = [reply('one', { messageId: 'reply:t:1:one', text: 'm1' })];
    expect(balanceReplies(['t:1:one'], unnamed, accepted(['m1']))).toMatchObject({ balanced: true });
    expect(balanceReplies(['t:1:one'], unnamed, accepted(['m2']))).toMatchObject({ misplaced: ['t:1:one'] });
  });

  it.each<[string, { taken?: string[]; replies?: Reply[]; delivered?: string[] }, object]>([
    ['one was taken and is gone', { replies: REPLIES.slice(1), delivered: [] }, { unfinished: ['t:1:one'] }],
    [
      'one is still queued',
      { replies: [reply('one', { state: 'queued' }), ...REPLIES.slice(1)], delivered: [] },
      { unfinished: ['t:1:one'] },
    ],
    [
      'one hangs in sending',
      { replies: [reply('one', { state: 'sending' }), ...REPLIES.slice(1)], delivered: [] },
      { unfinished: ['t:1:one'] },
    ],
    ['one is called sent that the platform does not have', { delivered: [] }, { misplaced: ['t:1:one'] }],
    ['the platform has the same one twice', { delivered: ['m1', 'm1'] }, { surplus: 0 }],
    ['the same words went out twice and a doubtful one never', { delivered: ['m1', 'm1 again'] }, { repeated: ['m1'] }],
    [
      'a failed one went out in the place of a doubtful one',
      { delivered: ['m1', 'm2'] },
      { failedButDelivered: ['t:1:two'], surplus: 0 },
    ],
    ['the platform took more than was sent or is in doubt', { delivered: ['m1', 'm2', 'm3'] }, { surplus: 1 }],
  ])('fails when %s', (_name, change, fault) => {
    const { taken = TAKEN, replies = REPLIES, delivered = ['m1'] } = change;
    expect(balanceReplies(taken, replies, accepted(delivered))).toMatchObject({ balanced: false, ...fault });
  });
});
