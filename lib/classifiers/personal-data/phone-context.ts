/** What the words beside a number say it is. */

/** Words after which a number is somebody's telephone, in the languages the corpus speaks. */
const PHONE_WORDS = [
  "call|ring|phone|telephone|tel|mobile|mob|cell|whats ?app|text|sms|reach|dial|my number|number is|number's|contact",
  'appel\\w*|rappel\\w*|téléphone\\w*|portable|joign\\w*|mon numéro',
  'llám\\w*|llam\\w*|teléfono|telefono|móvil|movil|celular|mi número|mi numero',
  'anruf\\w*|telefon\\w*|handy\\w*|rückruf|erreich\\w*|meine nummer',
  'liga\\w*|ligue\\w*|telemóvel|telefone|meu número|zap',
  'chiam\\w*|cellulare|il mio numero',
  'اتصل\\w*|هاتف\\w*|الهاتف|جوال\\w*|الجوال|موبايل|رقمي',
  'फ़ोन|फोन|मोबाइल',
].join('|');

/** Words after which it is a thing's. */
const THING_WORDS = [
  'order|orders|ord|ref|reference|booking|reservation|case|ticket|tracking|track|trace|parcel|package|shipment|consignment|waybill|awb',
  'invoice|receipt|bill|account|acct|customer (?:no|number|id)|policy|claim|confirmation|code|pin|flight|serial|imei|sku|item|product|model',
  'meter|pnr|voucher|coupon|transaction|txn|complaint|incident|id|nr|barcode|ean|isbn|vin|tweet|status|card|iban|sort code',
  'commande|dossier|réf|référence|facture|colis|suivi|réservation|billet|vol',
  'pedido|referencia|factura|seguimiento|reserva|envío|envio|paquete|caso|vuelo|localizador',
  'bestellung|bestellnummer|auftrag\\w*|rechnung\\w*|buchung\\w*|sendung\\w*|paket\\w*|kundennummer|vorgang\\w*|flug',
  'encomenda|fatura|rastreio|protocolo|chamado|voo|ordine|fattura|spedizione|prenotazione|pratica|volo|pacco',
  'طلب|الطلب|طلبي|شحنة|الشحنة|حجز|فاتورة|رحلة|ऑर्डर|बुकिंग',
].join('|');

const word = (words: string): string => `(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`;
/** "order number is" is one cue, and not the "number is" of a telephone. */
const NUMBER_OF = '(?:\\s+(?:number|no\\.?|nr\\.?|id|ref|code)(?![\\p{L}\\p{N}])(?:\\s+is)?)?';
const CUES = new RegExp(`(?<thing>#|№|n[°º.]|${word(THING_WORDS)}${NUMBER_OF})|${word(PHONE_WORDS)}`, 'giu');

const BEFORE = 40;
const AFTER = 25;
/** The name of a thing stands right before its number, with no other number between. */
const NAMES_WHAT_FOLLOWS = /^\D{0,15}$/;
const IS = /^\s*(?:is|was|es|est|ist|è|é)\s/iu;

type Said = 'phone' | 'thing';

const meaningOf = (match: RegExpMatchArray): Said => (match.groups?.['thing'] === undefined ? 'phone' : 'thing');

/** What the words after a number call it; a thing only in so many words, as the next number may be another's. */
function saidAfter(text: string, end: number): Said | undefined {
  const after = text.slice(end, end + AFTER);
  const first = after.matchAll(CUES).next().value;
  if (!first) return undefined;
  return meaningOf(first) === 'phone' || IS.test(after) ? meaningOf(first) : undefined;
}

/** The nearest word before the number decides, and else the first one after it. */
export function saidToBe(text: string, start: number, end: number): Said | undefined {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const last = [...before.matchAll(CUES)].at(-1);
  if (!last) return saidAfter(text, end);
  if (meaningOf(last) === 'phone') return 'phone';
  return NAMES_WHAT_FOLLOWS.test(before.slice(last.index + last[0].length)) ? 'thing' : saidAfter(text, end);
}

const CODE_BEFORE = /(?:[\p{L}\p{N}#№_@=$€£¥₹%]|[\p{L}\p{N}][-/]|\d[.,:])$/u;
const CODE_AFTER =
  /^(?:[\p{L}_%€$£¥₹@]|[-/]\p{L}|[:,]\d|\s(?:€|%|(?:eur|usd|gbp|euros?|dollars?|pounds?|km|kg|gb|mb|points?|views|followers)(?!\p{L})))/iu;
const WEB_ADDRESS = /(?:https?:|www\.|\.\p{L}{2,}\/)\S*$/iu;
const LONGEST_ADDRESS = 100;

/** Whether a number is part of something else: a code with letters, a price, a time, an address of the web. */
export function isEmbedded(text: string, start: number, end: number): boolean {
  if (CODE_BEFORE.test(text.slice(Math.max(0, start - 2), start))) return true;
  if (CODE_AFTER.test(text.slice(end, end + 12))) return true;
  return WEB_ADDRESS.test(text.slice(Math.max(0, start - LONGEST_ADDRESS), start));
}
