import type { Span } from '#domain/classification.ts';

/** What may have to be hidden in words, and what is shown in its place. */
export const MASKS = {
  card: '[card]',
  iban: '[IBAN]',
  email: '[e-mail]',
  phone: '[phone]',
  /** Who the customer is: not personal data told in words, but what tells who speaks. */
  customer: '[customer]',
} as const;

export type PersonalDataKind = Exclude<keyof typeof MASKS, 'customer'>;

/** Where something to hide stands in a text: [start, end) in UTF-16 units. It never holds the thing itself. */
export interface Hidden<Kind extends keyof typeof MASKS = keyof typeof MASKS> {
  readonly kind: Kind;
  readonly span: Span;
}
export type PersonalDatum = Hidden<PersonalDataKind>;
