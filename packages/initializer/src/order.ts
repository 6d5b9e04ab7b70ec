export type Currency = 'CAD' | 'USD';
export type PaymentType = 'purchase' | 'preauth' | 'verify';
export type PaymentMethod = 'cc' | 'ach' | 'cc-ach';

/** One line of the invoice that Helcim makes. The totals of all lines must add up to the order's amount. */
export interface LineItem {
  /** HTML is stripped. */
  description: string;
  quantity: number;
  /** Dollars for one. */
  price: string | number;
  sku?: string | undefined;
  /** Dollars for the line; by default quantity × price. */
  total?: string | number | undefined;
}

/** A postal address as Helcim takes it; leave it out if you have no three-letter country code. */
export interface Address {
  name: string;
  street1: string;
  postalCode: string;
  street2?: string | undefined;
  city?: string | undefined;
  /** Two letters, needed for Canada and the United States. */
  province?: string | undefined;
  /** ISO 3166 alpha-3, for example `CAN`. */
  country?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
}

/** Who pays: Helcim creates this customer and fills in the modal's form. */
export interface Customer {
  contactName?: string | undefined;
  businessName?: string | undefined;
  cellPhone?: string | undefined;
  billingAddress?: Address | undefined;
  shippingAddress?: Address | undefined;
}

/** The look and manners of Helcim's modal. */
export interface ModalOptions {
  /** Default: Helcim's, `light`. */
  appearance?: 'light' | 'dark' | 'system' | undefined;
  /** Three or six hex digits without `#`, for example `0055ff`. */
  brandColor?: string | undefined;
  /** Default: Helcim's, `rounded`. */
  cornerRadius?: 'rounded' | 'pill' | 'rectangular' | undefined;
  /** A word of Helcim's list, for example `pay`, `buy`, `book`, `checkout`, `donate`. */
  ctaButtonText?: string | undefined;
  /** Helcim's own result screen after a payment. Default: false. */
  confirmationScreen?: boolean | undefined;
  /** Contact fields in the modal. Default: Helcim's. */
  displayContactFields?: boolean | undefined;
  /** Google Pay on or off. Default: the account's setting. */
  googlePay?: boolean | undefined;
  /** For merchants with several terminals. Default: the currency's terminal. */
  terminalId?: number | undefined;
  /** Make the new payment method the customer's default. Default: false. */
  setAsDefaultPaymentMethod?: boolean | undefined;
}

/** What `getOrder` answers: the price and the terms of an order. */
export interface Order {
  /**
   * The one spelling of the order's id, if your shop takes several for the same order: the session is kept under it, and
   * `fulfill`, `find` and `cancel` use it. Default: exactly what was asked for.
   */
  orderId?: string | undefined;
  /** Dollars, as text (`'49.99'`) or as a number within 1e-6 of a whole cent. 0 for `verify`. */
  amount: string | number;
  currency: Currency;
  /** Default: `purchase`. */
  paymentType?: PaymentType | undefined;
  /** Cards, bank payments or both. Default: Helcim's, `cc`. `preauth` takes no bank payments. */
  paymentMethod?: PaymentMethod | undefined;
  /** An existing, due invoice at Helcim. By default an invoice is made under the session's reference. */
  invoiceNumber?: string | undefined;
  /** An existing customer at Helcim. Their stored cards stay hidden unless `allowStoredMethods` is set. */
  customerCode?: string | undefined;
  /** At most ten are sent; more are summed up in one. Default: one line with the whole amount. */
  lineItems?: readonly LineItem[] | undefined;
  customer?: Customer | undefined;
  /** Dollars of tax that are part of the amount (Level 2 data). */
  taxAmount?: string | number | undefined;
  /** Fee Saver: cards pay a fee on top, up to `convenienceFeeLimit`. Needs `paymentMethod: 'cc-ach'`. Default: false. */
  convenienceFee?: boolean | undefined;
  modal?: ModalOptions | undefined;
}

/** What is kept of an order: all that decides what may be charged. Settle and fulfill use this and nothing newer. */
export interface OrderSnapshot {
  readonly amountCents: number;
  readonly currency: Currency;
  readonly paymentType: PaymentType;
  readonly paymentMethod: PaymentMethod | null;
  readonly invoiceNumber: string | null;
  readonly customerCode: string | null;
  readonly convenienceFee: boolean;
  /** Charges nothing: tells the page to leave Helcim's result screen on show. Left out when it is off. */
  readonly confirmationScreen?: true;
}

/** A checked order: the snapshot to store, and everything else that Helcim is told. */
export interface CheckedOrder {
  /** The key of the order's session. */
  readonly orderId: string;
  readonly snapshot: OrderSnapshot;
  readonly lineItems: readonly {
    description: string;
    quantity: number;
    cents: number;
    priceCents: number;
    sku?: string | undefined;
  }[];
  readonly customer: Customer | undefined;
  readonly taxCents: number | undefined;
  readonly modal: ModalOptions;
}

/** Whether two snapshots charge the same: if not, a running session must be superseded. */
export function sameTerms(one: OrderSnapshot, other: OrderSnapshot): boolean {
  const keys = Object.keys(one) as (keyof OrderSnapshot)[];
  return keys.every((key) => key === 'confirmationScreen' || one[key] === other[key]);
}
