const english = {
  title: 'Checkout in React',
  text: 'The same shop, the same server, the same element from npm: @helcim-checkout/element.',
  nothing: 'No order yet. A postcard is a quick one.',
  place: 'Order a postcard',
  order: 'Order',
  total: 'Total',
  pay: 'Pay now',
  paid: 'Paid. Thank you!',
  confirming: 'Your payment is being confirmed. Please do not pay again.',
  receipt: 'See the receipt',
  shop: 'Back to the shop',
};

const french: typeof english = {
  title: 'Caisse en React',
  text: 'La même boutique, le même serveur, le même élément tiré de npm : @helcim-checkout/element.',
  nothing: 'Pas encore de commande. Une carte postale, c’est vite fait.',
  place: 'Commander une carte postale',
  order: 'Commande',
  total: 'Total',
  pay: 'Payer maintenant',
  paid: 'C’est payé. Merci !',
  confirming: 'Votre paiement est en cours de confirmation. Veuillez ne pas payer de nouveau.',
  receipt: 'Voir le reçu',
  shop: 'Retour à la boutique',
};

export const texts = document.documentElement.lang.startsWith('fr') ? french : english;
