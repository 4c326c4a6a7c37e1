import { tableItems } from '#contracts/table.ts';
import { EXPIRY_ATTRIBUTE, INDEXES, type IndexName, TABLE_KEYS } from '#contracts/table-keys.ts';
import { STATUSES, TRANSITIONS } from '#domain/status.ts';
import { attributesOf } from './attributes.ts';
import { codeBlock, GENERATED, table } from './markdown.ts';
import { FOURTH_INDEX, INDEX_NOTES, VIEWS } from './views.ts';

/** docs/data-model.md: items, keys, attributes, indexes, and the states of a ticket. */

const code = (text: string): string => `\`${text}\``;

const INTRODUCTION = `One DynamoDB table holds all state. Its keys are \`${TABLE_KEYS.partition}\` and \`${TABLE_KEYS.sort}\`; \`kind\` names an item's kind. The parts of a key are foreign
ids: \`#\` and \`%\` in them are escaped, and one of more than 400 bytes is replaced by its SHA-256. Times are ISO 8601 UTC. \`${EXPIRY_ATTRIBUTE}\`
(epoch seconds) lets an item expire; traces and spendings have it. Items are written whole, with a condition, and never scanned.`;

function itemSection([kind, item]: [string, (typeof tableItems)[keyof typeof tableItems]]): string {
  const rows = attributesOf(item.schema).map(({ path, type, isOptional }) => [
    code(path),
    type,
    isOptional ? 'no' : 'yes',
  ]);
  return [
    `### ${kind}`,
    item.about,
    `${TABLE_KEYS.partition} ${code(item.pk)}, ${TABLE_KEYS.sort} ${code(item.sk)}`,
    table(['Attribute', 'Type', 'Always'], rows),
  ].join('\n\n');
}

const BESIDE = `Beside what the contract names, an item carries at its top what conditions and indexes need: a ticket its \`revision\` and the index keys
below, a reply its \`state\` and \`attempt\`.`;

function indexRow([index, { name, partition, sort }]: [string, (typeof INDEXES)[IndexName]]): string[] {
  const { holds, cost } = INDEX_NOTES[index as IndexName];
  return [code(name), code(partition), code(sort), 'keys only', holds, cost];
}

function indexes(): string[] {
  return [
    '## Indexes',
    'All are sparse and project keys alone, so that a change of a ticket that moves none of its keys costs them nothing; the tickets on a page are then read from the table, strongly consistent, and what no longer belongs is left out.',
    table(
      ['Index', 'Partition', 'Sort', 'Projection', 'Holds', 'Costs to write'],
      Object.entries(INDEXES).map(indexRow),
    ),
    '## Views',
    table(
      ['View', 'Served by', 'How'],
      VIEWS.map(({ view, by, how }) => [view, by === 'table' ? 'the table' : code(by), how]),
    ),
    FOURTH_INDEX,
  ];
}

function diagram(): string {
  const ways = TRANSITIONS.map(({ from, to, by }) => `    ${from} --> ${to}: ${by.join(', ')}`);
  const ends = STATUSES.filter((status) => !TRANSITIONS.some(({ from }) => from === status));
  const lines = ['stateDiagram-v2', '    [*] --> new', ...ways, ...ends.map((status) => `    ${status} --> [*]`)];
  return codeBlock('mermaid', lines.join('\n'));
}

function transitions(): string[] {
  const cellOf = (from: string, to: string) =>
    TRANSITIONS.find((each) => each.from === from && each.to === to)?.by.join(', ') ?? '';
  return [
    '## States of a ticket',
    'Rows lead to columns; the cell says what may move a ticket there: an agent, a message, or time. An empty cell is refused.',
    table(
      ['', ...STATUSES],
      STATUSES.map((from) => [`**${from}**`, ...STATUSES.map((to) => cellOf(from, to))]),
    ),
    diagram(),
    'Beside the table: a ticket that turns out to be the same matter as another is closed whatever its status was, and names the other in `mergedInto`.',
  ];
}

/** The page. */
export function dataModelPage(): string {
  return `${[
    '# Data model',
    GENERATED,
    INTRODUCTION,
    '## Items',
    table(
      ['Kind', 'Partition key', 'Sort key', 'What it is'],
      Object.entries(tableItems).map(([kind, { pk, sk, about }]) => [`[${kind}](#${kind})`, code(pk), code(sk), about]),
    ),
    BESIDE,
    ...Object.entries(tableItems).map(itemSection),
    ...indexes(),
    ...transitions(),
  ].join('\n\n')}\n`;
}
