/** Addresses in a text are links only where a facet says so; it counts in bytes of UTF-8 (lexicon app.bsky.richtext.facet). */

const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'’”]/g;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** A facet for each address; undefined where there is none. */
export function linkFacets(text: string) {
  const facets = [...text.matchAll(ADDRESS)].map(({ 0: uri, index }) => {
    const byteStart = bytesOf(text.slice(0, index));
    const feature = { $type: 'app.bsky.richtext.facet#link', uri };
    return { index: { byteStart, byteEnd: byteStart + bytesOf(uri) }, features: [feature] };
  });
  return facets.length > 0 ? facets : undefined;
}
