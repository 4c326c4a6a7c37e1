/** What customers say in the demo. Sentences written for it. */
export const TEXTS: readonly string[] = [
  'Where is my parcel? The tracking page has not moved since Monday.',
  'Your app is down again and I cannot pay for my ticket',
  'Thank you so much for the quick help yesterday, great service!',
  'I was charged twice for the same order, please refund one of them',
  'How can I change the delivery address of my order?',
  'EMERGENCY our kitchen is on fire because of your charger, people are hurt right now, please help',
  'Locked out of my account and the reset link never arrives',
  'Please cancel my subscription, I am switching to somebody who answers',
  'Do you have the blue one in stock in the Leeds shop?',
  'Third time I am asking. Still waiting. This is ridiculous.',
  'It would be nice if the app could remember my filters',
  'No signal in the whole street since six, is there an outage?',
  'Somebody made a payment with my card that I never authorised',
  'thanks for the four-hour delay, just what i needed',
  'ok',
  'Is the shop open on Sunday?',
  'The driver was really kind and waited for me, well done',
  'I will take this to the ombudsman if nobody calls me back today',
  '¿Dónde está mi pedido? Llevo esperando dos semanas 😡',
  'Die App stürzt beim Öffnen ab, seit dem letzten Update',
];

/** What agents answer. */
export const ANSWERS: readonly string[] = [
  'We have found your order and it is on its way; you will have it tomorrow before noon.',
  'We are sorry. A colleague is looking at it right now and will write to you within the hour.',
  'The second charge has been taken back; it can take two days to show.',
  'Thank you for telling us. We have passed it on to the team that builds it.',
];
