/** English texts of the shop. The French ones must have the same keys: the compiler sees to it. */
export const english = {
  shopName: 'Petit Huard',
  tagline: 'Small goods for the lake',
  demoRibbon: 'A demo shop: nothing here is sold, nothing is sent.',
  skipToContent: 'Skip to content',
  home: 'Shop',
  orders: 'Orders',
  cart: 'Cart',
  cartCount: (count: number) => (count === 1 ? '1 item' : `${count} items`),
  mainNavigation: 'Main',
  switchLanguage: 'Français',

  heroTitle: 'Small goods for slow days by the lake',
  heroText:
    'Six things we would not want to be without at the cottage. One of them costs $4.35, for reasons an accountant would enjoy.',
  heroAction: 'See all six',
  allGoods: 'All six of them',

  quantity: 'Quantity',
  addToCart: 'Add to cart',
  addNamed: (name: string) => `Add to cart: ${name}`,
  taxesIncluded: 'Taxes and shipping included',
  backToShop: 'Back to the shop',
  promises: [
    'Leaves the general store within two days',
    'Thirty days to change your mind',
    'Paid through Helcim',
  ],

  cartTitle: 'Your cart',
  cartEmpty: 'Nothing in it yet. The mug is a good start.',
  each: 'each',
  update: 'Update',
  updateNamed: (name: string) => `Update quantity: ${name}`,
  remove: 'Remove',
  removeNamed: (name: string) => `Remove: ${name}`,
  total: 'Total',
  goToCheckout: 'Check out',

  checkoutTitle: 'Checkout',
  orderNumber: (number: string) => `Order ${number}`,
  summary: 'Your order',
  payment: 'Payment',
  paymentText: 'Your card details go straight to Helcim. This shop never sees them.',
  pay: 'Pay now',
  scriptNeeded: 'Paying needs JavaScript, which is off or blocked in this browser.',
  changeCart: 'Change the cart',
  payInReact: 'Pay the same order from the React page',

  receiptTitle: 'Thank you. It is paid.',
  receiptText: 'We are packing it as you read this, in the imaginary sense.',
  receipt: 'Receipt',
  paidOn: 'Paid on',
  placedOn: 'Placed on',
  transaction: 'Helcim transaction',
  reference: 'Reference',
  amount: 'Amount',
  goods: 'Goods',

  confirmingTitle: 'Your payment is being confirmed',
  confirmingText:
    'There is nothing for you to do, and please do not pay again. This page shows the receipt as soon as the payment is confirmed.',
  checkAgain: 'Check again',
  begunTitle: 'No confirmation yet',
  begunText:
    'A payment that was begun may still arrive. If you have paid, there is nothing for you to do. If you closed the payment window, you can take it up where you left it: this order is paid only once.',
  resumePayment: 'Resume the payment',
  unpaidTitle: 'This order is not paid yet',
  unpaidText: 'It waits for you. You can pay it now, or leave it.',
  payThisOrder: 'Pay this order',

  ordersTitle: 'Your orders',
  ordersEmpty: 'No orders from this browser yet.',
  status: 'Status',
  date: 'Date',
  statusPaid: 'Paid',
  statusConfirming: 'Being confirmed',
  statusBegun: 'Payment begun',
  statusUnpaid: 'Not paid',

  notFoundTitle: 'Nothing here but water',
  notFoundText: 'This page does not exist, or it is not yours to see.',
  errorTitle: 'Something sprang a leak',
  errorText: 'That did not work, and it is our fault. Please try again in a moment.',

  footer:
    'Petit Huard is imaginary. It shows how helcim-checkout, an unofficial element and server for Helcim payments, works.',

  hints: {
    badge: 'Demo',
    title: 'Try things out',
    simulator:
      'Payments go to a simulator on this machine. The money is imaginary, and only test cards work.',
    helcim:
      'Payments go to Helcim itself, with the api-token of this server. With a developer test account, use test cards only.',
    approve: 'Pay',
    approveText: 'Test card, any name and postal code:',
    expiry: 'expiry',
    picker: 'The window also has a list of all test cards, with every way to be declined.',
    decline: 'Be declined',
    declineText:
      'The same card with one of these CVVs. The window stays open: correct the CVV to 100 and pay.',
    declines: [
      ['209', 'do not honour'],
      ['210', 'expired card'],
      ['225', 'exceeds balance'],
      ['223', 'please retry'],
    ] as readonly (readonly [string, string])[],
    cancel: 'Change your mind',
    cancelText: 'Close the payment window. The button comes back; the order keeps its payment session.',
    reload: 'Reload, or open a second tab',
    reloadText: 'In the middle of paying. The same session is resumed, and the order can be paid only once.',
    secondTab: 'This checkout in a second tab',
    duplicate: 'Pay twice too fast',
    duplicateText:
      'Helcim declines the same card for the same amount within five minutes. Change a quantity or take another test card.',
    behind: 'Look behind the curtain',
    merchant: 'The merchant’s Helcim dashboard (simulated)',
    accessConfigurations: 'API access configurations',
    transactions: 'Transactions',
    log: 'What the element says',
    logText: 'Its events, as they happen:',
  },
};

export type Texts = typeof english;
