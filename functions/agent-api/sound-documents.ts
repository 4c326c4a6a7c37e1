import type { Calendar } from '#domain/calendar/calendar.ts';
import { type Beside, calendarMistakes } from '#domain/calendar/calendar-mistakes.ts';
import { DEFAULT_CALENDAR } from '#domain/calendar/hours.ts';
import type { CalendarDocument, PolicyDocument } from '#domain/policy/documents.ts';
import { policyMistakes } from '#domain/policy/policy-mistakes.ts';
import { platforms } from '#platforms/registry.ts';
import { assertFits, assertSound } from './document-refusal.ts';
import type { AgentApiPorts } from './ports.ts';

/** Policies and calendars that may be put in force: drafts are held to what a PUT is held to. */

/**
 * @param calendars the names of those that there are, beside the one that ships.
 * @throws {ApiProblem} 422 with every mistake.
 */
export function assertSoundPolicy(policy: PolicyDocument, calendars: readonly string[]): void {
  assertFits(policy, '/policy');
  const known = { calendars: [...new Set([...calendars, DEFAULT_CALENDAR.name])], platforms: Object.keys(platforms) };
  assertSound(policy, '/policy', policyMistakes(policy, known));
}

/** A calendar, under its name, and where it stands in the body. */
export interface NamedDraft {
  readonly name: string;
  readonly calendar: CalendarDocument;
  readonly at: string;
}

/** @throws {ApiProblem} 422 with every mistake. */
export function assertSoundCalendar(
  { holidays, clock }: Pick<AgentApiPorts, 'holidays' | 'clock'>,
  { name, calendar, at }: NamedDraft,
  others: readonly Pick<Calendar, 'name' | 'teams' | 'accounts'>[],
): void {
  assertFits(calendar, at);
  const beside: Beside = { others, holidays, now: clock() };
  assertSound(calendar, at, calendarMistakes({ ...calendar, name }, beside));
}
