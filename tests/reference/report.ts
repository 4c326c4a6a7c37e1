import type { Verdict } from './verify.ts';

/** What a verification says at its end. */

/** @param which the cases: their seed, or what they are about. */
export function verdictLines({ cases, clocks, counterexample }: Verdict, which: string): string[] {
  if (!counterexample) return [`${cases} cases, ${clocks} clocks (${which}): all equal.`];
  const { input, differences } = counterexample;
  return [
    `They differ in this case, as simple as it gets:\n${JSON.stringify(input, null, 2)}`,
    `What differs:\n${JSON.stringify(differences, null, 2)}`,
    `${cases} cases (${which}): the last differs.`,
  ];
}

/** The same for programs, on one line. */
export function verdictJson({ cases, clocks, counterexample }: Verdict, seed: number | undefined): string {
  return JSON.stringify({ ok: counterexample === undefined, cases, clocks, seed, ...counterexample });
}
