import type { Decision, ReviewReason } from '@helcim-checkout/initializer';
import type { Language } from '../language.js';

const english = {
  badge: 'Staff · demo log-in',
  badgeText:
    'The link printed at the start of the demo let you in. A real shop has its own log-in in this place.',
  title: 'Payments to look at',
  lead: 'Money moved, or may have, and it does not fit the order. Look at Helcim’s pages, then decide here.',
  none: 'Nothing to look at. Every payment fits its order.',
  noneShown: 'Helcim shows no payment for any of those to look at.',
  noneAfter: 'Nothing more to look at from here on.',
  choice: 'Which to show',
  all: 'All',
  paymentShown: 'Shown by Helcim',
  paymentShownHint:
    '“Shown by Helcim” are those for which Helcim itself shows the payment, or one that may be it. Behind the others is only what a browser said, yet each can be money.',
  pages: 'Pages',
  firstPage: 'First page',
  nextPage: 'Next page',
  dashboard: 'Transactions at Helcim (simulated)',
  order: 'Order',
  ordered: 'Order’s amount',
  moved: 'Amount that moved',
  notKnown: 'not known',
  reference: 'Reference',
  transactions: 'Helcim transactions',
  card: 'Card',
  session: 'Session',
  since: 'Since',
  history: 'What happened',
  decide: 'Decide',
  cancel: 'Back, decide nothing',
  transactionId: 'Number of the Helcim transaction',
  transactionIdHint: 'The session knows of none: give the number that Helcim’s pages show.',
  resolved: 'Decided. The payment is no longer under review.',
  look: 'Ask Helcim again',
  looked: 'Helcim has been asked again. What is still listed needs your decision.',
  notLooked: 'Helcim does not answer. It will be asked again.',
  refusedTitle: 'This could not be decided',
  refused:
    'It is decided already, or another payment of the order stands in the way, or the transaction’s number is missing or taken.',
  back: 'Back to the reviews',
  closedTitle: 'For staff',
  closedText:
    'This page opens with the link that the demo printed when it was started. It works once: start the demo again for another.',
  decisions: {
    approved: ['Take the payment', 'The order counts as paid and is fulfilled. Nothing more is charged.'],
    returned: [
      'The money went back',
      'You refunded or reversed it at Helcim. The order can be paid again. This page itself returns no money.',
    ],
    expired: ['No money moved', 'Helcim’s pages show no payment for it. The order can be paid again.'],
  } satisfies Record<Decision, readonly [string, string]>,
  reasons: {
    amount_differs: 'Another amount was paid than the order costs.',
    currency_differs: 'It was paid in another currency than the order’s.',
    type_differs: 'Another kind of transaction was made than the order asked for.',
    reference_differs: 'The payment carries the reference of something else.',
    row_contradicts: 'The browser’s result is genuine, and yet Helcim’s list of transactions says otherwise.',
    superseded_session: 'It was paid in a payment window that had been replaced or cancelled.',
    second_approval: 'The order was paid a second time.',
    money_was_returned: 'The payment was refunded or reversed at Helcim, or the bank took it back.',
    cleared_after_return: 'A bank payment that had come back has cleared after all.',
    clearing_overdue: 'A bank payment has not cleared in ten days.',
    undecided_in_time: 'A payment was reported, and it could not be verified in time.',
    bank_payment_found:
      'Helcim lists a bank payment whose result never arrived. It may pay this order, or a paid one a second time.',
    invoice_shared: 'A payment on the invoice fits more than one order that names it.',
    transaction_claimed_elsewhere: 'The payment is genuine, and another order has been given it already.',
    status_unknown: 'The payment is genuine, but Helcim’s word for its status is not known.',
    session_missing: 'The payment carries one of our references, and no session knows it.',
  } satisfies Record<ReviewReason, string>,
  reasonUnknown: 'It needs a look.',
};

export type StaffTexts = Omit<typeof english, 'decisions' | 'reasons'> & {
  readonly decisions: Readonly<Record<Decision, readonly [name: string, consequence: string]>>;
  readonly reasons: Readonly<Record<ReviewReason, string>>;
};

const french: StaffTexts = {
  badge: 'Personnel · connexion de démo',
  badgeText:
    'Le lien affiché au démarrage de la démo vous a laissé entrer. Une vraie boutique place ici sa propre connexion.',
  title: 'Paiements à examiner',
  lead: 'De l’argent a bougé, ou peut-être, et cela ne correspond pas à la commande. Voyez chez Helcim, puis décidez ici.',
  none: 'Rien à examiner. Chaque paiement correspond à sa commande.',
  noneShown: 'Helcim ne montre de paiement pour aucun de ceux à examiner.',
  noneAfter: 'Plus rien à examiner à partir d’ici.',
  choice: 'Lesquels afficher',
  all: 'Tous',
  paymentShown: 'Vus chez Helcim',
  paymentShownHint:
    '« Vus chez Helcim » : Helcim même montre le paiement, ou un qui peut l’être. Des autres, on ne sait que ce qu’un navigateur a dit, mais chacun peut être de l’argent.',
  pages: 'Pages',
  firstPage: 'Première page',
  nextPage: 'Page suivante',
  dashboard: 'Transactions chez Helcim (simulées)',
  order: 'Commande',
  ordered: 'Montant de la commande',
  moved: 'Montant payé',
  notKnown: 'inconnu',
  reference: 'Référence',
  transactions: 'Transactions Helcim',
  card: 'Carte',
  session: 'Session',
  since: 'Depuis',
  history: 'Ce qui s’est passé',
  decide: 'Décider',
  cancel: 'Retour, sans rien décider',
  transactionId: 'Numéro de la transaction Helcim',
  transactionIdHint: 'La session n’en connaît aucune : donnez le numéro que montrent les pages de Helcim.',
  resolved: 'C’est décidé. Le paiement n’est plus à examiner.',
  look: 'Interroger Helcim de nouveau',
  looked: 'Helcim a été interrogé de nouveau. Ce qui reste affiché attend votre décision.',
  notLooked: 'Helcim ne répond pas. Il sera interrogé de nouveau.',
  refusedTitle: 'Décision impossible',
  refused:
    'C’est déjà décidé, ou un autre paiement de la commande s’y oppose, ou le numéro de la transaction manque ou est déjà pris.',
  back: 'Retour aux paiements à examiner',
  closedTitle: 'Réservé au personnel',
  closedText:
    'Cette page s’ouvre par le lien affiché au démarrage de la démo. Il ne sert qu’une fois : redémarrez-la pour en avoir un autre.',
  decisions: {
    approved: [
      'Accepter le paiement',
      'La commande est considérée comme payée et sera exécutée. Rien de plus n’est débité.',
    ],
    returned: [
      'L’argent a été rendu',
      'Vous l’avez remboursé ou annulé chez Helcim. La commande pourra être payée de nouveau. Cette page ne rend elle-même aucun argent.',
    ],
    expired: [
      'Aucun argent n’a bougé',
      'Les pages de Helcim ne montrent aucun paiement. La commande pourra être payée de nouveau.',
    ],
  },
  reasons: {
    amount_differs: 'Le montant payé n’est pas celui de la commande.',
    currency_differs: 'Le paiement est dans une autre monnaie que la commande.',
    type_differs: 'La transaction n’est pas du type demandé par la commande.',
    reference_differs: 'Le paiement porte la référence d’autre chose.',
    row_contradicts:
      'Le résultat du navigateur est authentique, et pourtant la liste de Helcim le contredit.',
    superseded_session: 'Le paiement vient d’une fenêtre qui avait été remplacée ou annulée.',
    second_approval: 'La commande a été payée une deuxième fois.',
    money_was_returned: 'Le paiement a été remboursé ou annulé chez Helcim, ou repris par la banque.',
    cleared_after_return: 'Un paiement bancaire qui avait été retourné a finalement été compensé.',
    clearing_overdue: 'Un paiement bancaire n’a pas été compensé en dix jours.',
    undecided_in_time: 'Un paiement a été annoncé et n’a pu être vérifié à temps.',
    bank_payment_found:
      'Helcim montre un paiement bancaire dont le résultat n’est jamais arrivé. Il paie peut-être cette commande, ou une seconde fois une commande payée.',
    invoice_shared: 'Un paiement de la facture convient à plus d’une commande qui la nomme.',
    transaction_claimed_elsewhere: 'Le paiement est authentique, mais une autre commande l’a déjà reçu.',
    status_unknown: 'Le paiement est authentique, mais le mot de Helcim pour son état est inconnu.',
    session_missing: 'Le paiement porte une de nos références, et aucune session ne la connaît.',
  },
  reasonUnknown: 'À examiner.',
};

const byLanguage: Readonly<Record<Language, StaffTexts>> = { en: english, fr: french };

export function staffTextsIn(language: Language): StaffTexts {
  return byLanguage[language];
}
