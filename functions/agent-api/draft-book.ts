import type { DocumentMistake } from '#domain/document-mistake.ts';
import type { SlaBook } from '#domain/policy/book.ts';
import { replaced } from '#domain/policy/books-in-time.ts';
import {
  bookOf,
  type CalendarDocument,
  POLICY_NAME,
  type PolicyDocument,
  versionName,
} from '#domain/policy/documents.ts';
import type { Version } from '#domain/versioned.ts';
import { assertSound } from './document-refusal.ts';
import type { AgentApiPorts } from './ports.ts';
import { assertSoundCalendar, assertSoundPolicy } from './sound-documents.ts';

/** The book that would be in force if drafts were put, checked as they would be. */

interface Drafts {
  readonly policy?: PolicyDocument | undefined;
  readonly calendars?: readonly { readonly name: string; readonly calendar: CalendarDocument }[] | undefined;
}

type Stored = Parameters<typeof bookOf>[0];
type Dating = Pick<AgentApiPorts, 'holidays' | 'clock'>;

/** What a draft would be as the next version; who puts it and when changes no clock. */
function nextOf<T>(name: string, document: T, current: Version<T> | undefined): Version<T> {
  return { name, document, number: (current?.number ?? 0) + 1, by: { kind: 'system' }, at: '' };
}

function drafted({ policy, calendars }: Stored, drafts: Drafts): Stored {
  const next = (drafts.calendars ?? []).map(({ name, calendar }) =>
    nextOf(
      name,
      calendar,
      calendars.find((each) => each.name === name),
    ),
  );
  const others = calendars.filter(({ name }) => !next.some((each) => each.name === name));
  return {
    policy: drafts.policy ? nextOf(POLICY_NAME, drafts.policy, policy) : policy,
    calendars: [...others, ...next].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function twiceMistakes(drafts: NonNullable<Drafts['calendars']>): DocumentMistake[] {
  return drafts.flatMap(({ name }, index) => {
    if (drafts.findIndex((each) => each.name === name) === index) return [];
    const mend = 'Send each calendar once.';
    return [{ pointer: `/${index}/name`, detail: 'The same calendar twice.', mend }];
  });
}

/** @throws {ApiProblem} 422 with every mistake of the first document that has some. */
function assertSoundDrafts({ policy, calendars = [] }: Drafts, all: Stored, ports: Dating): void {
  const others = all.calendars.map(({ name, document }) => ({ ...document, name }));
  assertSound(calendars, '/calendars', twiceMistakes(calendars));
  for (const [index, { name, calendar }] of calendars.entries()) {
    assertSoundCalendar(ports, { name, calendar, at: `/calendars/${index}/calendar` }, others);
  }
  const names = others.map(({ name }) => name);
  if (policy) assertSoundPolicy(policy, names);
}

/**
 * Makes the book of what is in force and drafts.
 * @returns the book, and the versions in force beside which it was made.
 * @throws {ApiProblem} 422 when a draft could not be put.
 */
export async function draftBook(
  ports: Pick<AgentApiPorts, 'sla' | 'slaBook' | keyof Dating>,
  drafts: Drafts,
): Promise<{ book: SlaBook; inForce: string }> {
  const { sla, slaBook, holidays, clock } = ports;
  const [policy, calendars, present] = await Promise.all([
    sla.policies.current(POLICY_NAME),
    sla.calendars.all(),
    slaBook(),
  ]);
  const all = drafted({ policy, calendars }, drafts);
  assertSoundDrafts(drafts, all, ports);
  const versions = calendars.map((calendar) => [calendar.name, versionName(calendar)]);
  const book = replaced(present, bookOf(all, holidays), clock());
  return { book, inForce: JSON.stringify([policy?.number ?? 0, versions]) };
}
