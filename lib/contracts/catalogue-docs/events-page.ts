import * as z from 'zod';
import { EVENT_SOURCE, type EventType, eventCatalogue, eventDetail } from '#contracts/events.ts';
import { EVENT_EXAMPLES, EXAMPLE_ID, EXAMPLE_TICKET, EXAMPLE_TIME } from './event-examples.ts';
import { GENERATED, jsonBlock, table } from './markdown.ts';

/** docs/events.md: the catalogue of events with JSON Schemas and an example each. */

const isOfTicket = (type: EventType): boolean => !('ofNoTicket' in eventCatalogue[type]);

/** The whole `detail` of an event, its version and data included. */
export function detailSchema(type: EventType): z.ZodType {
  const { version, data } = eventCatalogue[type];
  const { ticketId: _ofTicket, ...ofAny } = eventDetail.shape;
  const which = isOfTicket(type) ? { ticketId: z.string() } : {};
  return z.object({ ...ofAny, ...which, version: z.literal(version), data });
}

/** The `detail` of the example. */
export function exampleOf(type: EventType) {
  const { version } = eventCatalogue[type];
  const which = isOfTicket(type) ? { ticketId: EXAMPLE_TICKET } : {};
  return { id: EXAMPLE_ID, version, time: EXAMPLE_TIME, ...which, data: EVENT_EXAMPLES[type] };
}

function sectionOf(type: EventType): string {
  const { version, about } = eventCatalogue[type];
  // As input: a consumer must bear fields that a later release adds.
  const schema = z.toJSONSchema(detailSchema(type), { io: 'input' });
  return [
    `## ${type}`,
    `Version ${version}. ${about}`,
    jsonBlock(exampleOf(type)),
    `<details><summary>JSON Schema of <code>detail</code></summary>\n\n${jsonBlock(schema)}\n\n</details>`,
  ].join('\n\n');
}

const INTRODUCTION = `Every change of a ticket becomes zero or more events on the EventBridge bus (output \`BusName\`), and so does every version of the SLA policy
and of a calendar, told once it is in the table. An event carries ids and facts, never a customer's words, name or handle: read those from the API, by people who may.

- **\`id\` names the fact.** Delivery is at least once: the same fact may come twice, under the same id. Keep the ids you have
  worked through, for a day at least, and skip what you know. A replay of the archive brings back old ids, too.
- **Order.** Events of one ticket are published in the order of its changes; the bus does not promise to deliver them so. Compare \`time\`.
- **Versions.** A field may be added within a version: ignore what you don't know. A field that goes or changes its meaning makes
  a new version; match on \`detail.version\`.
- **\`time\`** is when the change was made; \`sentAt\` is the platform's time of a message.`;

const IN_THE_HOUSE = table(
  ['Event', 'Who in the house listens'],
  [
    ['`reply.queued`', 'The outbox: the rule hands it to the outbound queue, send-reply carries the answer out.'],
    [
      '`sla.policy_changed`, `sla.calendar_changed`',
      'rederive-clocks: the rule hands it to the queue of re-derivations, the clocks of tickets in work are derived anew.',
    ],
    [
      '`sla.breached` of priority P1',
      'Alerting: an SNS topic (`AlertTopicArn`) and, if a stage names one, an HTTPS address.',
    ],
  ],
);

function envelope(type: EventType): string {
  const event = { source: EVENT_SOURCE, 'detail-type': type, time: EXAMPLE_TIME, detail: exampleOf(type) };
  return jsonBlock(event);
}

/** The page. */
export function eventsPage(): string {
  const types = Object.keys(eventCatalogue) as EventType[];
  return `${[
    '# Events',
    GENERATED,
    INTRODUCTION,
    IN_THE_HOUSE,
    'An event as a rule sees it, EventBridge’s own fields left out; the sections below show `detail` alone:',
    envelope('sla.breached'),
    'A rule that matches it:',
    jsonBlock({ source: [EVENT_SOURCE], 'detail-type': ['sla.breached'], detail: { data: { priority: ['P1'] } } }),
    '## All of them',
    table(
      ['Event', 'Version', 'Tells'],
      types.map((type) => [
        `[\`${type}\`](#${type.replaceAll('.', '')})`,
        String(eventCatalogue[type].version),
        eventCatalogue[type].about,
      ]),
    ),
    ...types.map(sectionOf),
  ].join('\n\n')}\n`;
}
