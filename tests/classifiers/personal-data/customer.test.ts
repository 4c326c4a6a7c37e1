import { describe, expect, it } from 'vitest';
import { customerIn } from '#classifiers/personal-data/customer.ts';
import { joined } from '#classifiers/personal-data/joined.ts';
import { masked } from '#classifiers/personal-data/masked.ts';

const hidden = (text: string, customer: { name?: string; handle?: string }): string =>
  masked(text, joined(customerIn(text, [{ id: '1', ...customer }])));

describe('words without the customer', () => {
  it.each([
    ['thanks @countess_2!', { handle: 'countess_2' }, 'thanks [customer]!'],
    ['thanks @Countess_2!', { handle: '@countess_2' }, 'thanks [customer]!'],
    ['x.com/ada/status/1', { handle: 'ada' }, 'x.com/[customer]/status/1'],
    ['the ada language, @ada', { handle: 'ada' }, 'the ada language, [customer]'],
    ['@adamant is another', { handle: 'ada' }, '@adamant is another'],
    ['I am countess, not countesses', { handle: 'countess' }, 'I am [customer], not countesses'],
    ['Hi Ada Lovelace, Ada!', { name: 'Ada Lovelace' }, 'Hi [customer], [customer]!'],
    ['ADA LOVELACE', { name: 'Ada Lovelace' }, '[customer]'],
    ['Will it arrive? will it?', { name: 'Will Smith' }, '[customer] it arrive? will it?'],
    ['Al is no part of it', { name: 'Al Green' }, 'Al is no part of it'],
    ['اهلا ليلى', { name: 'ليلى' }, 'اهلا [customer]'],
    ['(a+b)* says hello', { name: '(a+b)*' }, '[customer] says hello'],
    ['nobody is named', { name: '  ', handle: '' }, 'nobody is named'],
    ['nobody is known', {}, 'nobody is known'],
  ])('%s', (text, customer, expected) => {
    expect(hidden(text, customer)).toBe(expected);
  });
});
