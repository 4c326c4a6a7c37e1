import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metaPayload, metaPieces } from '#platforms/meta-pieces.ts';

test('a delivery is cut along its lists, in order, whatever the product', () => {
  const body = {
    object: 'page',
    entry: [
      { id: 1, time: 5, messaging: [{ a: 1 }, { a: 2 }], changes: [{ field: 'feed' }] },
      { id: '2', standby: [{ a: 3 }] },
    ],
  };
  expect(metaPieces(body)).toEqual([
    { kind: 'item', object: 'page', entryId: '1', time: 5, list: 'messaging', item: { a: 1 } },
    { kind: 'item', object: 'page', entryId: '1', time: 5, list: 'messaging', item: { a: 2 } },
    { kind: 'item', object: 'page', entryId: '1', time: 5, list: 'changes', item: { field: 'feed' } },
    { kind: 'item', object: 'page', entryId: '2', time: undefined, list: 'standby', item: { a: 3 } },
  ]);
});

test('an entry may be its only change, a list its only item, and a body its only entry', () => {
  const change = { field: 'comments', value: { id: '9' } };
  expect(metaPieces({ object: 'instagram', entry: [{ id: '1', ...change }] })).toMatchObject([
    { list: 'changes', entryId: '1', item: change },
  ]);
  expect(metaPieces(change)).toMatchObject([{ list: 'changes', item: change }]);
  expect(metaPieces({ messaging: { a: 1 } })).toMatchObject([{ list: 'messaging', item: { a: 1 } }]);
  expect(metaPieces({ entry: { id: '1', changes: [change] } })).toMatchObject([{ entryId: '1', item: change }]);
});

test('what has no list is kept whole, beside what has', () => {
  const pieces = metaPieces({ object: 'user', entry: [{ id: '0', uid: '0' }, 7, { id: '1', changes: [1] }] });
  expect(pieces.map(({ kind }) => kind)).toEqual(['whole', 'whole', 'item']);
  expect(metaPieces({ entry: [] })).toEqual([
    { kind: 'whole', object: undefined, entryId: undefined, value: { entry: [] } },
  ]);
});

test('a piece is a delivery again, and is cut into itself', () => {
  const item = fc.oneof(fc.jsonValue(), fc.record({ field: fc.string(), value: fc.jsonValue() }));
  const entry = fc.record({ id: fc.string({ minLength: 1 }), changes: fc.array(item), messaging: fc.array(item) });
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      for (const piece of metaPieces({ object: 'page', entry: entries })) {
        if (piece.kind === 'item') expect(metaPieces(metaPayload(piece))).toEqual([piece]);
      }
    }),
  );
});
