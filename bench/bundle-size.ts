import { bundles } from './bundles.ts';
import { type Row, result } from './row.ts';

/** How large each function is: what a cold start must fetch and read. */

const KB = 1024;
/** The first function a customer's words meet has the tightest budget. */
const INGEST_KB = 100;
const OTHERS_KB = 400;
/** The smallest published bundle of a comparable function (one vendor's SDK, minified). */
const RIVAL_KB = 260;

export const bundleSize: Row = {
  name: 'bundle-size',
  about: "kilobytes of each function's minified bundle, SDK included",
  measure: async () =>
    (await bundles()).map(({ name, bytes }) =>
      result({
        name: `bundle-size ${name}`,
        value: bytes / KB,
        unit: 'KB',
        ratio: bytes / KB / RIVAL_KB,
        against: `the smallest published of its kind, ${RIVAL_KB} KB`,
        budget: name === 'receive-webhook' ? INGEST_KB : OTHERS_KB,
        bounds: 'value',
      }),
    ),
};
