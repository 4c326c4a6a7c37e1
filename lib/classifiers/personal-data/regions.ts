import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/min';

/** Where a number without a country may be from: told by the language tag's region, else guessed from the language. */

export type Region = CountryCode;

/** Where each language is mostly written to brands; the first is tried first. */
const BY_LANGUAGE: Readonly<Record<string, readonly Region[]>> = {
  en: ['US', 'GB', 'AU'],
  es: ['ES', 'MX', 'AR'],
  fr: ['FR', 'BE'],
  de: ['DE', 'AT', 'CH'],
  pt: ['BR', 'PT'],
  it: ['IT'],
  ar: ['SA', 'EG', 'AE'],
  hi: ['IN'],
  nl: ['NL', 'BE'],
};

/** When nothing is known. */
export const ANYWHERE: readonly Region[] = ['US', 'GB', 'FR', 'DE', 'ES', 'IT', 'BR', 'IN', 'SA', 'EG'];

/** @param language BCP 47, such as `pt-BR` or `pt` */
export function regionsOf(language: string | undefined): readonly Region[] {
  const [name = '', ...subtags] = (language ?? '').split('-');
  const region = subtags.find((tag) => /^[A-Za-z]{2}$/.test(tag))?.toUpperCase();
  if (region && isSupportedCountry(region)) return [region];
  return BY_LANGUAGE[name.toLowerCase()] ?? ANYWHERE;
}
