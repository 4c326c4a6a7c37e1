import type { Span } from '#domain/classification.ts';

/** What counts as personal data in a customer's words. */
export const PERSONAL_DATA_KINDS = ['card', 'iban', 'email', 'phone'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** Where personal data stands in a text: [start, end) in UTF-16 units. It never holds the data itself. */
export interface PersonalDatum {
  readonly kind: PersonalDataKind;
  readonly span: Span;
}
