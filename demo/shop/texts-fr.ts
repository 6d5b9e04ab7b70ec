import type { Texts } from './texts-en.js';

/** Canadian French. */
export const french: Texts = {
  shopName: 'Petit Huard',
  tagline: 'Petites choses pour le lac',
  demoRibbon: 'Une boutique de démonstration : rien ne s’y vend, rien n’est expédié.',
  skipToContent: 'Aller au contenu',
  home: 'Boutique',
  orders: 'Commandes',
  cart: 'Panier',
  cartCount: (count) => (count < 2 ? `${count} article` : `${count} articles`),
  mainNavigation: 'Principale',
  switchLanguage: 'English',

  heroTitle: 'Petites choses pour les jours lents au bord du lac',
  heroText:
    'Six choses dont on ne se passerait pas au chalet. L’une d’elles coûte 4,35 $, pour des raisons qui plairaient à un comptable.',
  heroAction: 'Voir les six',
  allGoods: 'Les six, les voici',

  quantity: 'Quantité',
  addToCart: 'Ajouter au panier',
  addNamed: (name) => `Ajouter au panier : ${name}`,
  taxesIncluded: 'Taxes et livraison comprises',
  backToShop: 'Retour à la boutique',
  promises: [
    'Quitte le magasin général sous deux jours',
    'Trente jours pour changer d’idée',
    'Paiement par Helcim',
  ],

  cartTitle: 'Votre panier',
  cartEmpty: 'Il est encore vide. La tasse est un bon début.',
  each: 'l’unité',
  update: 'Modifier',
  updateNamed: (name) => `Modifier la quantité : ${name}`,
  remove: 'Retirer',
  removeNamed: (name) => `Retirer : ${name}`,
  total: 'Total',
  goToCheckout: 'Passer à la caisse',

  checkoutTitle: 'Caisse',
  orderNumber: (number) => `Commande ${number}`,
  summary: 'Votre commande',
  payment: 'Paiement',
  paymentText: 'Les données de votre carte vont directement à Helcim. La boutique ne les voit jamais.',
  pay: 'Payer maintenant',
  scriptNeeded: 'Le paiement demande JavaScript, qui est désactivé ou bloqué dans ce navigateur.',
  changeCart: 'Modifier le panier',
  payInReact: 'Payer la même commande depuis la page React',

  receiptTitle: 'Merci. C’est payé.',
  receiptText: 'Nous emballons le tout pendant que vous lisez ceci, au sens imaginaire.',
  receipt: 'Reçu',
  paidOn: 'Payée le',
  placedOn: 'Passée le',
  transaction: 'Transaction Helcim',
  reference: 'Référence',
  amount: 'Montant',
  goods: 'Articles',

  confirmingTitle: 'Votre paiement est en cours de confirmation',
  confirmingText:
    'Vous n’avez rien à faire, et veuillez ne pas payer de nouveau. Le reçu paraîtra ici dès que le paiement sera confirmé.',
  checkAgain: 'Vérifier de nouveau',
  begunTitle: 'Pas encore de confirmation',
  begunText:
    'Un paiement commencé peut encore arriver. Si vous avez payé, vous n’avez rien à faire. Si vous avez fermé la fenêtre de paiement, vous pouvez le reprendre là où vous l’avez laissé : cette commande ne se paie qu’une fois.',
  resumePayment: 'Reprendre le paiement',
  unpaidTitle: 'Cette commande n’est pas encore payée',
  unpaidText: 'Elle vous attend. Vous pouvez la payer maintenant, ou la laisser.',
  payThisOrder: 'Payer cette commande',

  ordersTitle: 'Vos commandes',
  ordersEmpty: 'Aucune commande depuis ce navigateur.',
  status: 'État',
  date: 'Date',
  statusPaid: 'Payée',
  statusConfirming: 'En confirmation',
  statusBegun: 'Paiement commencé',
  statusUnpaid: 'Non payée',

  notFoundTitle: 'Ici, rien que de l’eau',
  notFoundText: 'Cette page n’existe pas, ou elle n’est pas à vous.',
  errorTitle: 'Quelque chose prend l’eau',
  errorText: 'Cela n’a pas fonctionné, et c’est notre faute. Veuillez réessayer dans un instant.',

  footer:
    'Petit Huard est imaginaire. La boutique montre comment fonctionne helcim-checkout, un élément et un serveur non officiels pour les paiements Helcim.',

  hints: {
    badge: 'Démo',
    title: 'À essayer',
    simulator:
      'Les paiements vont à un simulateur sur cette machine. L’argent est imaginaire, et seules les cartes d’essai fonctionnent.',
    helcim:
      'Les paiements vont à Helcim même, avec le jeton d’API de ce serveur. Avec un compte d’essai, n’utilisez que des cartes d’essai.',
    approve: 'Payer',
    approveText: 'Carte d’essai, nom et code postal au choix :',
    expiry: 'expiration',
    picker: 'La fenêtre offre aussi la liste des cartes d’essai, avec toutes les façons de se faire refuser.',
    decline: 'Se faire refuser',
    declineText:
      'La même carte avec l’un de ces CVV. La fenêtre reste ouverte : corrigez le CVV en 100 et payez.',
    declines: [
      ['209', 'ne pas honorer'],
      ['210', 'carte expirée'],
      ['225', 'solde dépassé'],
      ['223', 'veuillez réessayer'],
    ],
    cancel: 'Changer d’idée',
    cancelText:
      'Fermez la fenêtre de paiement. Le bouton revient ; la commande garde sa session de paiement.',
    reload: 'Recharger, ou ouvrir un second onglet',
    reloadText: 'Au beau milieu du paiement. La même session reprend, et la commande ne se paie qu’une fois.',
    secondTab: 'Cette caisse dans un second onglet',
    duplicate: 'Payer deux fois trop vite',
    duplicateText:
      'Helcim refuse la même carte pour le même montant pendant cinq minutes. Changez une quantité ou prenez une autre carte d’essai.',
    behind: 'Voir l’envers du décor',
    merchant: 'Le tableau de bord Helcim du commerçant (simulé)',
    accessConfigurations: 'Configurations d’accès à l’API',
    transactions: 'Transactions',
    log: 'Ce que dit l’élément',
    logText: 'Ses événements, au fur et à mesure :',
  },
};
