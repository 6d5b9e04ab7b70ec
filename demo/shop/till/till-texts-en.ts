import type { RefundView } from '@helcim-checkout/initializer/terminals';

/** English texts of the till. The French ones must have the same keys: the compiler sees to it. */
export const englishTill = {
  title: 'Till',
  reviews: 'Reviews',
  staffNavigation: 'Staff',
  backToTill: 'Back to the till',

  newSale: 'New sale',
  quantityOf: (name: string) => `Quantity: ${name}`,
  otherAmount: 'Other amount',
  otherAmountHint: 'For what is not on the list, taxes included',
  toPayment: 'To the payment',
  faults: {
    empty: 'Choose something, or type an amount.',
    amount: 'An amount looks like 12 or 12.50, and is below 10,000.',
  },

  onTerminal: (device: string) => `On terminal ${device} now`,
  follow: 'Follow it',
  terminals: 'Terminals',
  pairing: 'Pair a terminal',
  pairingText:
    'A terminal in pairing mode shows its code. Type it in, and this till may send it payments and refunds.',

  openOrders: 'To be paid',
  openOrdersText: 'From this counter, and from the online shop when somebody would rather pay here.',
  noOpenOrders: 'Nothing is waiting.',
  paidOrders: 'Paid lately',
  noPaidOrders: 'Nothing was paid yet.',
  findOrder: 'Order number',
  find: 'Find',
  notFound: (number: string) => `There is no order ${number}.`,
  counter: 'At the counter',
  online: 'Online shop',
  take: 'Take the payment',
  see: 'Receipt',

  sale: (number: string) => `Sale ${number}`,
  payment: 'Payment',
  paymentText: 'The amount goes to the terminal. The customer taps, inserts or swipes there.',
  scriptNeeded: 'The till needs JavaScript, which is off or blocked in this browser.',
  basket: 'What was sold',
  paidTitle: 'Paid',
  confirmingTitle: 'Being confirmed',
  confirmingText:
    'The payment is being confirmed. Do not charge again; this page shows the receipt by itself.',
  reviewTitle: 'Someone has to look at this payment',
  reviewText: 'Money moved, or may have, and it does not fit the order. Do not charge again.',
  toReviews: 'To the reviews',
  charged: 'Charged',
  extra: 'Of it, tip or fee',
  card: 'Card',
  device: 'Terminal',
  refunded: 'Refunded',
  print: 'Print the receipt',
  nextSale: 'Next sale',

  refund: 'Refund',
  refundAmount: 'Amount to give back',
  refundWhere: 'How',
  refundOnDevice: (device: string) => `On terminal ${device}, with the card`,
  refundWithoutDevice: 'Without the card: straight to the card that paid',
  refundNow: 'Give the money back',
  refundDebit: 'An Interac debit card can only be refunded on a terminal, with the card present.',
  refundBatch: 'Helcim refunds a payment once its batch is closed, usually in the evening.',
  refundOnline:
    'It was paid online. Refund it on Helcim’s pages, under the number of the transaction; this till refunds what a terminal took.',
  refundWholly: 'All of it has been given back.',
  refundDoubtful:
    'Nobody knows whether a refund that was given up was made: look at Helcim’s pages. Here it counts as made; if it was not, refund it there.',
  refundDeclines: (count: number, reason: string | undefined) =>
    `${count === 1 ? '1 card declined' : `${count} cards declined`}${reason ? `: ${reason}` : ''}`,
  refundDeclined: 'declined: the customer may try the card that paid, or cancel on the terminal',
  noTerminal: 'No terminal is paired with this till.',
  pairTerminal: 'Pair one',
  releaseLater:
    'Should this stay although the terminal shows nothing of it: ten minutes after it was sent it can be given up here.',
  releaseOnDeviceText: (device: string) =>
    `Nothing was heard of it for ten minutes, and terminal ${device} takes nothing else meanwhile. Look at the terminal: if it shows this refund, finish or cancel it there.`,
  releaseText:
    'Nothing was heard of it for ten minutes. Look at Helcim’s pages whether it was made: given up here, it counts as made.',
  releaseIdle: (device: string) => `Terminal ${device} is idle: I see it.`,
  releaseLooked: 'I have looked at Helcim’s pages.',
  releaseNow: 'Give the refund up',
  refundStates: {
    starting: 'on its way to the terminal',
    handed_over: 'on the terminal: ask the customer to present the card',
    unknown: 'being looked up; do not refund again',
    done: 'given back',
    refused: 'refused',
    cancelled: 'cancelled on the terminal',
    released: 'given up: not known whether it was given back',
  } satisfies Record<RefundView['state'], string>,
  refundFaults: {
    invalid_body: 'An amount looks like 12 or 12.50.',
    refund_too_large: 'That is more than what is left of the payment.',
    refund_needs_device:
      'It was paid with an Interac debit card: refund it on a terminal, with the card present.',
    refund_batch_open:
      'The batch of the payment is still open. Refund it once Helcim has closed the batch, usually in the evening; until then, reverse the whole payment on Helcim’s pages.',
    refund_not_possible: 'Not now: another refund of this payment is under way, or it is not approved.',
    device_asleep: 'The terminal is asleep. Wake it and try again; nothing was given back.',
    device_busy: 'The terminal is busy. Try again when it is free; nothing was given back.',
    device_not_paired: 'The terminal is no longer paired with this till.',
    clerk_refused: 'You are not signed in any more.',
    refused: 'The refund was refused. Nothing was given back.',
    unknown:
      'Nobody knows yet whether it was given back. Look at the list above, and at Helcim’s pages, before you refund again.',
    same: 'This refund was asked for a moment ago, and is in the list above: nothing more was given back now. For another one, press again.',
    too_early: 'The terminal may still be waiting for the customer. Wait until ten minutes have passed.',
    not_released: 'It could not be given up now: Helcim has to be asked first. Try again in a moment.',
  },

  terminal: 'Virtual terminal',
  terminalText: 'A simulated Smart Terminal, as it would stand on the counter.',
  terminalFrame: 'Virtual terminal of the simulator',
  openTerminal: 'Open the virtual terminal',
  newWindow: 'in a window of its own',
  firstSteps: 'Set it up, once',
  steps: (pin: string) => [
    `On the terminal, log in with the PIN ${pin}. It is in pairing mode, so it registers and shows its code.`,
    'Ring up a sale. The till asks for the code: type it in, and the two are paired.',
    'Charge the sale on the terminal, then tap with one of the cards below it.',
  ],

  closedTitle: 'The till is closed',
  closedText:
    'Smart Terminals need an api-token of their own, and a token that may read. The rest of the shop works without.',
  missing: 'Missing in the environment:',
  permissions: {
    HELCIM_TERMINAL_API_TOKEN: 'General: Read. Settings: Read. Transaction Processing: Admin.',
    HELCIM_READ_TOKEN: 'General: Read. Nothing else.',
  },
  makeToken: 'Make it at Helcim under All Tools → Integrations → API Access Configuration, and start again.',

  hints: {
    approve: 'Be approved',
    approveText: 'Terminals in Helcim’s test mode go by the cents: with .00 to .50 the card is approved.',
    decline: 'Be declined',
    declineText:
      'With .55 every card is declined. Below the cards, let the terminal ask for a tip: .45 more, and the second try is approved.',
    unlucky: (amount: string) => `Ring up the unlucky ${amount}`,
    cancel: 'Cancel on the terminal',
    cancelText:
      'A till cannot cancel what a terminal shows. The customer or you do it there, and the till is told.',
    asleep: 'Put the terminal to sleep',
    asleepText: 'Below its cards. A payment is then refused at once, and nothing was charged.',
    both: 'Pay here what was ordered online',
    bothText:
      'Order in the shop, open the payment window, and take the order here: it can be paid only once.',
    batch: 'Refund',
    batchText: 'Helcim closes the batch in the evening. The simulator does it when told:',
    closeBatch: 'Close the batch',
    batchClosed: 'The batch is closed: its payments can be refunded.',
    terminals: 'All virtual terminals',
    log: 'What the element says',
  },
};

export type TillTexts = typeof englishTill;
