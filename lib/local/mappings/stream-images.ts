/** Images of stream records as DynamoDB sends them. */
import type { StreamRecord } from '../engines/stream-reader.ts';

type Image = NonNullable<StreamRecord['dynamodb']['NewImage']>;
type Value = Readonly<Record<string, unknown>>;

/** DynamoDB Local leaves the type out of an empty map, at any depth; DynamoDB sends `{"M": {}}`. */
function typed(value: Value): Value {
  if (Object.keys(value).length === 0) return { M: {} };
  if ('M' in value) return { M: typedAll(value['M'] as Image) };
  return 'L' in value ? { L: (value['L'] as Value[]).map(typed) } : value;
}

const typedAll = (image: Image): Image =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, typed(value)]));

/** The record's change with every value typed. */
export function withTypes<T extends Pick<StreamRecord['dynamodb'], 'NewImage' | 'OldImage'>>(change: T): T {
  const { NewImage, OldImage } = change;
  return {
    ...change,
    ...(NewImage && { NewImage: typedAll(NewImage) }),
    ...(OldImage && { OldImage: typedAll(OldImage) }),
  };
}
