import { describe, expect, it } from 'vitest';
import { masked } from '#classifiers/personal-data/masked.ts';
import { personalDataIn } from '#classifiers/personal-data/personal-data.ts';
import { regionsOf } from '#classifiers/personal-data/regions.ts';
import { THINGS } from './things.ts';

const shown = (text: string, language?: string): string => masked(text, personalDataIn(text, regionsOf(language)));

describe('what is no personal data', () => {
  it('is more than sixty kinds of numbers', () => {
    expect(THINGS.length).toBeGreaterThan(60);
  });

  it.each(THINGS)('%s', (text) => {
    for (const language of [undefined, 'en', 'es', 'fr', 'de', 'pt', 'it', 'ar', 'hi', 'en-GB', 'pt-BR']) {
      expect(shown(text, language)).toBe(text);
    }
  });
});

describe('a telephone number', () => {
  it.each([
    ['call me on 07700 900123 please', 'en', 'call me on [phone] please'],
    ['My number is 07700900123', 'en', 'My number is [phone]'],
    ['07700900123 is my mobile', 'en', '[phone] is my mobile'],
    ['DM sent. Jo 07700900123', 'en', 'DM sent. Jo [phone]'],
    ['ring 020 7946 0958 after 5', 'en', 'ring [phone] after 5'],
    ['Tel.07700 900123', 'en', 'Tel.[phone]'],
    ['(07700 900123)', 'en', '([phone])'],
    ['+44 7700 900123.', undefined, '[phone].'],
    ['+44 (0)20 7946 0958', undefined, '[phone]'],
    ['call 0044 7700 900123', undefined, 'call [phone]'],
    ['(415) 555-2671', 'en', '[phone]'],
    ['415.555.2671', 'en', '[phone]'],
    ['1-415-555-2671', 'en', '[phone]'],
    ['+1 (202) 555-0123', 'en', '[phone]'],
    ['4111 1111 1111 1111 07700 900123', 'en', '[card] [phone]'],
    ['07712345678 is my order number', 'en', '07712345678 is my order number'],
    ['tel: 555-0134', 'en', 'tel: [phone]'],
    ['0412 345 678', 'en-AU', '[phone]'],
    ['06 12 34 56 78', 'fr', '[phone]'],
    ['appelez-moi au 0612345678', 'fr', 'appelez-moi au [phone]'],
    ['0171 1234567', 'de', '[phone]'],
    ['030/1234567', 'de', '[phone]'],
    ['Handy 01711234567', 'de', 'Handy [phone]'],
    ['612 345 678', 'es', '[phone]'],
    ['llámame al 612345678', 'es', 'llámame al [phone]'],
    ['912 345 678', 'pt', '[phone]'],
    ['(11) 91234-5678', 'pt-BR', '[phone]'],
    ['cellulare 3331234567', 'it', 'cellulare [phone]'],
    ['رقمي 0501234567', 'ar', 'رقمي [phone]'],
    ['٠٥٠١٢٣٤٥٦٧ رقمي', 'ar', '[phone] رقمي'],
    ['मोबाइल ९८७६५ ४३२१०', 'hi', 'मोबाइल [phone]'],
    ['my mobile is 9876543210', 'en-IN', 'my mobile is [phone]'],
    ['07700 900123 or 07700 900124', 'en', '[phone] or [phone]'],
    ['07700 900123\n07700 900124', 'en', '[phone]\n[phone]'],
    ['you can call me on 07700 900123 - 10/12 works', 'en', 'you can call me on [phone] - 10/12 works'],
    ['reach me at 07712 345678, order AB123456', 'en', 'reach me at [phone], order AB123456'],
    ['call me about order 12345678 on 07700 900123', 'en', 'call me about order 12345678 on [phone]'],
  ])('%s (%s)', (text, language, mask) => {
    expect(shown(text, language)).toBe(mask);
  });
});

describe('a card', () => {
  it.each([
    ['card 4111 1111 1111 1111 12/27 123', 'card [card] 12/27 123'],
    ['4111-1111-1111-1111', '[card]'],
    ['5500.0000.0000.0004', '[card]'],
    ['my amex 3782 822463 10005', 'my amex [card]'],
    ['30569309025904', '[card]'],
    ['6011 0009 9013 9424', '[card]'],
    ['4222222222222', '[card]'],
    ['6304000000000000', '[card]'],
    ['٤١١١ ١١١١ ١١١١ ١١١١', '[card]'],
    ['４１１１ １１１１ １１１１ １１１１', '[card]'],
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '[card]'],
    ['order 5 4111 1111 1111 1111', 'order 5 [card]'],
    ['4111 1111\n1111 1111', '[card]'],
  ])('%s', (text, mask) => {
    expect(shown(text)).toBe(mask);
  });
});

describe('a bank account', () => {
  it.each([
    ['IBAN DE89 3704 0044 0532 0130 00 please', 'IBAN [IBAN] please'],
    ['GB82WEST12345698765432', '[IBAN]'],
    ['fr14 2004 1010 0505 0001 3M02 606', '[IBAN]'],
    ['NL91ABNA0417164300.', '[IBAN].'],
    ['MT84MALT011000012345MTLCAST001S', '[IBAN]'],
    ['NO93 8601 1117 947', '[IBAN]'],
    ['SA03-8000-0000-6080-1016-7519', '[IBAN]'],
    ['DE 89 370 400 440 532 013 000', '[IBAN]'],
  ])('%s', (text, mask) => {
    expect(shown(text)).toBe(mask);
  });
});

describe('an e-mail address', () => {
  it.each([
    ['mail jo.smith+x@example.co.uk.', 'mail [e-mail].'],
    ['write to müller@straße.de!', 'write to [e-mail]!'],
    ["<o'neil_2@mail.example.com>", '<[e-mail]>'],
    ['a@b.io,c@d.io', '[e-mail],[e-mail]'],
    ['mailto:jo@example.com', 'mailto:[e-mail]'],
  ])('%s', (text, mask) => {
    expect(shown(text)).toBe(mask);
  });
});

describe('several at once', () => {
  it('are each masked, in the order of the text', () => {
    const text = 'jo@example.com, 07700 900123, card 4111111111111111, DE89370400440532013000, order 12345678';
    expect(shown(text, 'en')).toBe('[e-mail], [phone], card [card], [IBAN], order 12345678');
  });

  it('that overlap are one finding', () => {
    expect(personalDataIn('4111111111111111@example.com')).toEqual([{ kind: 'email', span: [0, 28] }]);
  });
});

describe('the region of a number', () => {
  it.each([
    ['en-GB', ['GB']],
    ['pt-BR', ['BR']],
    ['zh-Hant-TW', ['TW']],
    ['it', ['IT']],
    ['de', ['DE', 'AT', 'CH']],
  ])('of %s is %j', (language, regions) => {
    expect(regionsOf(language)).toEqual(regions);
  });

  it('is anywhere where the language says nothing', () => {
    expect(regionsOf('und')).toBe(regionsOf(undefined));
    expect(regionsOf('en-001')).toEqual(regionsOf('en'));
  });
});
