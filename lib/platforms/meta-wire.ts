/**
 * JSON as Meta writes it: everything but printable ASCII as escapes, and the slash, `@` and `<` too; so that only the raw
 * bytes have the signature. Escaped unit by unit: an emoji becomes its two surrogates.
 */
export function metaWire(json: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return json.replaceAll('/', '\\/').replace(/[@<]|[^ -~]/g, escaped);
}
