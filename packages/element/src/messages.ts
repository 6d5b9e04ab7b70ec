const checked = 'This payment is being checked. Please do not pay again.';
const english = {
  pay: 'Pay',
  paid: 'Paid',
  idle: 'Secure payment with Helcim',
  open: 'Continue in the payment window.',
  declined: 'The payment was declined. Use another card.',
  confirming: 'Confirming your payment…',
  approved: 'Payment approved. Thank you!',
  pending: 'Payment accepted. It may take a few days.',
  review: checked,
  unknown: checked,
  cancelled: 'Payment window closed without a result.',
  closing: 'Another payment window may be open. Please wait.',
  busy: 'Please wait…',
  failed: 'The payment window did not open. Please try again.',
  refused: 'The payment window did not open. Please contact the shop.',
  reference: 'Reference:',
  modalTitle: 'Payment window',
  rescue: 'Close the payment window',
  required: 'Payment must be confirmed.',
};

/** Every text of the element, by key. */
export type Messages = Readonly<typeof english>;

const enVerification = 'Vérification en cours. Veuillez ne pas payer de nouveau.';
const canadianFrench: Messages = {
  pay: 'Payer',
  paid: 'Payé',
  idle: 'Paiement sécurisé avec Helcim',
  open: 'Continuez dans la fenêtre de paiement.',
  declined: 'Le paiement a été refusé. Utilisez une autre carte.',
  confirming: 'Confirmation du paiement…',
  approved: 'Paiement approuvé. Merci!',
  pending: 'Paiement accepté. Le traitement prendra quelques jours.',
  review: enVerification,
  unknown: enVerification,
  cancelled: 'Fenêtre de paiement fermée sans résultat.',
  closing: 'Une autre fenêtre de paiement est peut-être ouverte. Veuillez patienter.',
  busy: 'Veuillez patienter…',
  failed: 'La fenêtre de paiement ne s’est pas ouverte. Veuillez réessayer.',
  refused: 'La fenêtre de paiement ne s’est pas ouverte. Veuillez contacter le commerçant.',
  reference: 'Référence :',
  modalTitle: 'Fenêtre de paiement',
  rescue: 'Fermer la fenêtre de paiement',
  required: 'Paiement à confirmer.',
};

/** The texts of a language: French for `fr…`, English for everything else. */
export function messagesFor(language: string): Messages {
  return /^fr/i.test(language) ? canadianFrench : english;
}

/** `49.99`, `CAD` as that language writes it; empty while they are not known. */
export function formatAmount(amount = '', currency = '', language = ''): string {
  if (!amount) return '';
  try {
    const locale = /^(en|fr)?$/i.test(language) ? `${language || 'en'}-CA` : language;
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(+amount);
  } catch {
    return `${amount} ${currency}`;
  }
}
