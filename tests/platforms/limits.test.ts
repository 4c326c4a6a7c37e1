import { expect, it } from 'vitest';
import { platforms } from '#platforms/registry.ts';

/** What the networks' documentation says, in figures: a slip in a platform's limits is a slip against this table. */

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** channel, kind, longest text, its unit, and where there is one: the second bound, the window and a person's, in minutes. */
const DOCUMENTED: readonly (readonly [
  channel: string,
  kind: string,
  most: number,
  unit: string,
  beside?: { also?: number; window?: number; person?: number; once?: true },
])[] = [
  ['app_store.review', 'review_answer', 5_970, 'characters'],
  ['bluesky.mention', 'public_reply', 300, 'graphemes', { also: 3_000 }],
  ['facebook.comment', 'public_reply', 8_000, 'characters'],
  ['facebook.comment', 'private_reply', 2_000, 'characters', { window: WEEK, once: true }],
  ['facebook.post', 'public_reply', 8_000, 'characters'],
  ['facebook.post', 'private_reply', 2_000, 'characters', { window: WEEK, once: true }],
  ['facebook.mention', 'public_reply', 8_000, 'characters'],
  ['facebook.recommendation', 'review_answer', 8_000, 'characters'],
  ['google_business.review', 'review_answer', 4_096, 'bytes'],
  ['google_play.review', 'review_answer', 350, 'characters'],
  ['instagram.comment', 'public_reply', 2_200, 'characters'],
  ['instagram.comment', 'private_reply', 1_000, 'bytes', { window: WEEK, once: true }],
  ['instagram.live_comment', 'private_reply', 1_000, 'bytes', { window: 4 * 60, once: true }],
  ['instagram.mention', 'public_reply', 2_200, 'characters'],
  ['instagram.dm', 'private_message', 1_000, 'bytes', { window: DAY, person: WEEK }],
  ['line.dm', 'private_message', 5_000, 'characters'],
  ['line.group', 'public_reply', 5_000, 'characters'],
  ['linkedin.comment', 'public_reply', 1_250, 'characters'],
  ['linkedin.mention', 'public_reply', 1_250, 'characters'],
  // 500, less what the customer's name takes.
  ['mastodon.mention', 'public_reply', 468, 'characters'],
  ['mastodon.mention', 'private_reply', 468, 'characters'],
  ['mastodon.direct', 'private_message', 468, 'characters'],
  ['messenger.dm', 'private_message', 2_000, 'characters', { window: DAY, person: WEEK }],
  ['reddit.comment', 'public_reply', 10_000, 'characters'],
  ['reddit.post', 'public_reply', 10_000, 'characters'],
  ['reddit.dm', 'private_message', 10_000, 'characters'],
  ['standard.public', 'public_reply', 10_000, 'characters'],
  ['standard.private', 'private_message', 10_000, 'characters'],
  ['telegram.dm', 'private_message', 4_096, 'characters'],
  ['telegram.group', 'public_reply', 4_096, 'characters'],
  ['threads.reply', 'public_reply', 500, 'characters, emoji in bytes'],
  ['threads.mention', 'public_reply', 500, 'characters, emoji in bytes'],
  ['trustpilot.review', 'review_answer', 4_096, 'characters'],
  ['whatsapp.dm', 'private_message', 4_096, 'characters', { window: DAY }],
  ['whatsapp.group', 'public_reply', 4_096, 'characters', { window: DAY }],
  ['x.mention', 'public_reply', 280, 'weighted characters'],
  ['x.mention', 'private_reply', 10_000, 'characters'],
  ['x.post', 'public_reply', 280, 'weighted characters'],
  ['x.post', 'private_reply', 10_000, 'characters'],
  ['x.dm', 'private_message', 10_000, 'characters'],
  ['youtube.comment', 'public_reply', 10_000, 'characters'],
];

const RULES = Object.values(platforms)
  .flatMap(({ replies }) => Object.entries(replies))
  .flatMap(([channel, rules]) => rules.filter(({ kind }) => kind !== 'hide').map((rule) => ({ channel, rule })));

const nameOf = (channel: string, kind: string) => `${channel} ${kind}`;

it('has a row for every way to answer', () => {
  const rows = DOCUMENTED.map(([channel, kind]) => nameOf(channel, kind)).sort();
  expect(RULES.map(({ channel, rule }) => nameOf(channel, rule.kind)).sort()).toEqual(rows);
});

const ROWS = DOCUMENTED.map(([channel, kind, most, unit, beside = {}]) => ({ channel, kind, most, unit, beside }));

it.each(ROWS)('$channel, $kind: $most $unit', ({ channel, kind, most, unit, beside }) => {
  const rule = RULES.find((each) => nameOf(each.channel, each.rule.kind) === nameOf(channel, kind))?.rule;
  const { maxLength, window, once, also } = rule ?? {};
  expect({ most: maxLength, unit: rule?.unit, also: also?.[0]?.maxLength, once }).toEqual({
    most,
    unit,
    also: beside.also,
    once: beside.once,
  });
  expect([window?.minutes, window?.personMinutes]).toEqual([beside.window, beside.person]);
});
