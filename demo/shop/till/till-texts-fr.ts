import type { TillTexts } from './till-texts-en.js';

export const frenchTill: TillTexts = {
  title: 'Caisse',
  reviews: 'À examiner',
  staffNavigation: 'Personnel',
  backToTill: 'Retour à la caisse',

  newSale: 'Nouvelle vente',
  quantityOf: (name: string) => `Quantité : ${name}`,
  otherAmount: 'Autre montant',
  otherAmountHint: 'Pour ce qui n’est pas sur la liste, taxes comprises',
  toPayment: 'Au paiement',
  faults: {
    empty: 'Choisissez un article ou saisissez un montant.',
    amount: 'Un montant s’écrit 12 ou 12,50 et reste sous 10 000.',
  },

  onTerminal: (device: string) => `Sur le terminal ${device}`,
  follow: 'Suivre',
  terminals: 'Terminaux',
  pairing: 'Jumeler un terminal',
  pairingText:
    'Un terminal en mode jumelage affiche son code. Saisissez-le : cette caisse pourra lui envoyer paiements et remboursements.',

  openOrders: 'À payer',
  openOrdersText: 'De ce comptoir, et de la boutique en ligne quand quelqu’un préfère payer ici.',
  noOpenOrders: 'Rien n’attend.',
  paidOrders: 'Payées récemment',
  noPaidOrders: 'Rien n’a encore été payé.',
  findOrder: 'Numéro de commande',
  find: 'Chercher',
  notFound: (number: string) => `Il n’y a pas de commande ${number}.`,
  counter: 'Au comptoir',
  online: 'Boutique en ligne',
  take: 'Encaisser',
  see: 'Reçu',

  sale: (number: string) => `Vente ${number}`,
  payment: 'Paiement',
  paymentText: 'Le montant va au terminal. Le client y approche, insère ou glisse sa carte.',
  scriptNeeded: 'La caisse a besoin de JavaScript, qui est désactivé ou bloqué dans ce navigateur.',
  basket: 'Articles vendus',
  paidTitle: 'Payée',
  confirmingTitle: 'En confirmation',
  confirmingText:
    'Le paiement est en cours de confirmation. N’encaissez pas de nouveau ; le reçu paraîtra ici de lui-même.',
  reviewTitle: 'Quelqu’un doit examiner ce paiement',
  reviewText:
    'De l’argent a bougé, ou peut-être, et cela ne correspond pas à la commande. N’encaissez pas de nouveau.',
  toReviews: 'Aux paiements à examiner',
  charged: 'Débité',
  extra: 'Dont pourboire ou frais',
  card: 'Carte',
  device: 'Terminal',
  refunded: 'Remboursé',
  print: 'Imprimer le reçu',
  nextSale: 'Vente suivante',

  refund: 'Remboursement',
  refundAmount: 'Montant à rendre',
  refundWhere: 'Comment',
  refundOnDevice: (device: string) => `Sur le terminal ${device}, avec la carte`,
  refundWithoutDevice: 'Sans la carte : directement à la carte qui a payé',
  refundNow: 'Rendre l’argent',
  refundDebit: 'Une carte de débit Interac se rembourse seulement sur un terminal, en présence de la carte.',
  refundBatch: 'Helcim rembourse un paiement une fois son lot fermé, d’ordinaire le soir.',
  refundOnline:
    'Elle a été payée en ligne. Remboursez-la sur les pages de Helcim, au numéro de la transaction ; cette caisse rembourse ce qu’un terminal a encaissé.',
  refundWholly: 'Tout a été rendu.',
  refundDoubtful:
    'Personne ne sait si un remboursement abandonné a été fait : regardez les pages de Helcim. Ici il compte comme fait ; sinon, remboursez-le là-bas.',
  refundDeclines: (count, reason) =>
    `${count === 1 ? '1 carte refusée' : `${count} cartes refusées`}${reason ? ` : ${reason}` : ''}`,
  refundDeclined: 'carte refusée : le client peut essayer celle qui a payé, ou annuler sur le terminal',
  noTerminal: 'Aucun terminal n’est jumelé à cette caisse.',
  pairTerminal: 'En jumeler un',
  releaseLater:
    'S’il reste ici alors que le terminal n’en montre rien : dix minutes après l’envoi, vous pourrez l’abandonner ici.',
  releaseOnDeviceText: (device: string) =>
    `Rien de nouveau depuis dix minutes, et le terminal ${device} ne prend rien d’autre entre-temps. Regardez le terminal : s’il montre ce remboursement, terminez-le ou annulez-le là.`,
  releaseText:
    'Rien de nouveau depuis dix minutes. Regardez sur les pages de Helcim s’il a été fait : abandonné ici, il compte comme fait.',
  releaseIdle: (device: string) => `Le terminal ${device} est libre : je le vois.`,
  releaseLooked: 'J’ai regardé les pages de Helcim.',
  releaseNow: 'Abandonner le remboursement',
  refundStates: {
    starting: 'en route vers le terminal',
    handed_over: 'sur le terminal : demandez au client de présenter sa carte',
    unknown: 'vérification en cours ; ne remboursez pas de nouveau',
    done: 'rendu',
    refused: 'refusé',
    cancelled: 'annulé sur le terminal',
    released: 'abandonné : on ne sait pas s’il a été rendu',
  },
  refundFaults: {
    invalid_body: 'Un montant s’écrit 12 ou 12,50.',
    refund_too_large: 'C’est plus que ce qui reste du paiement.',
    refund_needs_device:
      'Le paiement vient d’une carte de débit Interac : remboursez-le sur un terminal, en présence de la carte.',
    refund_batch_open:
      'Le lot du paiement est encore ouvert. Remboursez-le quand Helcim l’aura fermé, d’ordinaire le soir ; d’ici là, annulez le paiement entier sur les pages de Helcim.',
    refund_not_possible:
      'Pas maintenant : un autre remboursement de ce paiement est en cours, ou le paiement n’est pas approuvé.',
    device_asleep: 'Le terminal est en veille. Réveillez-le et réessayez ; rien n’a été rendu.',
    device_busy: 'Le terminal est occupé. Réessayez quand il sera libre ; rien n’a été rendu.',
    device_not_paired: 'Le terminal n’est plus jumelé à cette caisse.',
    clerk_refused: 'Votre session a pris fin.',
    refused: 'Le remboursement a été refusé. Rien n’a été rendu.',
    unknown:
      'Personne ne sait encore si l’argent a été rendu. Regardez la liste ci-dessus, et les pages de Helcim, avant de rembourser de nouveau.',
    same: 'Ce remboursement vient d’être demandé et figure dans la liste ci-dessus : rien de plus n’a été rendu. Pour en faire un autre, appuyez de nouveau.',
    too_early:
      'Le terminal attend peut-être encore le client. Patientez jusqu’à ce que dix minutes aient passé.',
    not_released:
      'Impossible de l’abandonner maintenant : il faut d’abord interroger Helcim. Réessayez dans un instant.',
  },

  terminal: 'Terminal virtuel',
  terminalText: 'Un terminal intelligent simulé, tel qu’il serait sur le comptoir. Il parle anglais.',
  terminalFrame: 'Terminal virtuel du simulateur',
  openTerminal: 'Ouvrir le terminal virtuel',
  newWindow: 'dans sa propre fenêtre',
  firstSteps: 'À faire une fois',
  steps: (pin: string) => [
    `Sur le terminal, entrez le NIP ${pin}. Il est en mode jumelage : il s’inscrit et affiche son code.`,
    'Faites une vente. La caisse demande le code : saisissez-le, et les voilà jumelés.',
    'Encaissez la vente sur le terminal, puis approchez l’une des cartes placées dessous (« Tap »).',
  ],

  closedTitle: 'La caisse est fermée',
  closedText:
    'Les terminaux demandent un jeton d’API bien à eux, et un jeton qui peut lire. Le reste de la boutique fonctionne sans.',
  missing: 'Il manque dans l’environnement :',
  permissions: {
    HELCIM_TERMINAL_API_TOKEN: 'General : Read. Settings : Read. Transaction Processing : Admin.',
    HELCIM_READ_TOKEN: 'General : Read. Rien d’autre.',
  },
  makeToken:
    'Créez-le chez Helcim sous All Tools → Integrations → API Access Configuration, puis redémarrez.',

  hints: {
    approve: 'Être approuvé',
    approveText:
      'En mode d’essai, les terminaux de Helcim regardent les cents : de ,00 à ,50 la carte est approuvée.',
    decline: 'Se faire refuser',
    declineText:
      'Avec ,55 toute carte est refusée. Sous les cartes, faites demander un pourboire : ,45 de plus, et le deuxième essai est approuvé.',
    unlucky: (amount: string) => `Saisir le malchanceux ${amount}`,
    cancel: 'Annuler sur le terminal',
    cancelText:
      'Une caisse ne peut annuler ce qu’un terminal affiche. Le client ou vous le faites là, et la caisse l’apprend.',
    asleep: 'Mettre le terminal en veille',
    asleepText: 'Sous ses cartes. Un paiement est alors refusé sur-le-champ, et rien n’est débité.',
    both: 'Payer ici une commande en ligne',
    bothText:
      'Commandez dans la boutique, ouvrez la fenêtre de paiement, puis encaissez ici : elle ne se paie qu’une fois.',
    batch: 'Rembourser',
    batchText: 'Helcim ferme le lot le soir. Le simulateur le fait sur demande :',
    closeBatch: 'Fermer le lot',
    batchClosed: 'Le lot est fermé : ses paiements peuvent être remboursés.',
    terminals: 'Tous les terminaux virtuels',
    log: 'Ce que dit l’élément',
  },
};
