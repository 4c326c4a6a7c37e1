import { openApiText } from '../openapi/build.ts';
import { dataModelPage } from './data-model-page.ts';
import { eventsPage } from './events-page.ts';

/** The files that are made from the contracts. */

export interface Page {
  /** Path in the repository. */
  readonly path: string;
  readonly text: string;
}

/** Every made file, the same whenever it is made. */
export function pages(): Page[] {
  return [
    { path: 'docs/events.md', text: eventsPage() },
    { path: 'docs/data-model.md', text: dataModelPage() },
    { path: 'openapi.json', text: openApiText() },
  ];
}
