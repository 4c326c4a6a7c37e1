/** What a rule hands to its target: the event, a part of it, a constant, or a text with parts of it filled in. */
import type { BusEvent } from './events.ts';

export interface TargetInput {
  readonly Input?: string | undefined;
  readonly InputPath?: string | undefined;
  readonly InputTransformer?:
    | { readonly InputPathsMap?: Readonly<Record<string, string>> | undefined; readonly InputTemplate: string }
    | undefined;
}

/** The text that the target gets. */
export function inputFor(event: BusEvent, { Input, InputPath, InputTransformer }: TargetInput): string {
  if (Input !== undefined) return Input;
  if (InputTransformer) return fill(event, InputTransformer.InputTemplate, InputTransformer.InputPathsMap ?? {});
  return JSON.stringify(InputPath === undefined ? event : (valueAt(event, InputPath) ?? null));
}

/** Follows a path such as `$.detail.items[0].id`. */
export function valueAt(event: unknown, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]'"]+/g) ?? [];
  let value = event;
  for (const step of steps) value = (value as Readonly<Record<string, unknown>> | undefined | null)?.[step];
  return value;
}

/** In a JSON template a value between quotes is put in bare, and elsewhere as JSON; in a plain one always bare. */
function fill(event: BusEvent, template: string, paths: Readonly<Record<string, string>>): string {
  const isJson = /^\s*[[{"]/.test(template);
  return template.replaceAll(/<([\w.-]+)>/g, (_whole, name: string, offset: number) => {
    const value = name.startsWith('aws.') ? reserved(event, name) : valueAt(event, paths[name] ?? '$.nothing');
    if (isJson && !isInsideQuotes(template, offset)) return JSON.stringify(value ?? '');
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
    return isJson ? JSON.stringify(text).slice(1, -1) : text;
  });
}

function isInsideQuotes(template: string, offset: number): boolean {
  const before = template.slice(0, offset).replaceAll('\\"', '');
  return before.split('"').length % 2 === 0;
}

function reserved(event: BusEvent, name: string): unknown {
  if (name === 'aws.events.event.json' || name === 'aws.events.event') return event;
  if (name === 'aws.events.event.ingestion-time') return event.time;
  return undefined;
}
