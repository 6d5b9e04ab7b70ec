export interface Customer {
  customerId: number;
  customerCode: string;
  contactName: string;
  businessName: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** A tokenised card. The full number is not kept: the cardToken is derived from it. */
export interface StoredCard {
  cardToken: string;
  /** First six and last four digits. */
  cardNumber: string;
  cardType: string;
  cardHolderName: string;
  /** `MMYY`. */
  expiry: string;
  customerCode: string;
}
