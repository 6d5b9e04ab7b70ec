import { dollars, formatCents } from '../amount.js';
import type { CheckedOrder, ModalOptions } from '../order.js';

/**
 * The body of `POST /helcim-pay/initialize`. Only keys that Helcim documents, each in the type it documents: flags are 0 or 1,
 * except `confirmationScreen`; `digitalWallet` is JSON in a string.
 *
 * @see https://devdocs.helcim.com/docs/helcimpayjs-initialization
 */
export function initializeRequest(
  { snapshot, lineItems, customer, taxCents, modal }: CheckedOrder,
  { reference, allowStoredMethods }: { reference: string; allowStoredMethods: boolean },
): object {
  return defined({
    paymentType: snapshot.paymentType,
    amount: dollars(snapshot.amountCents),
    currency: snapshot.currency,
    paymentMethod: snapshot.paymentMethod ?? undefined,
    customerCode: snapshot.customerCode ?? undefined,
    customerRequest: snapshot.customerCode === null && customer ? customer : undefined,
    ...invoice({ snapshot, lineItems }, reference),
    taxAmount: taxCents === undefined ? undefined : dollars(taxCents),
    hasConvenienceFee: snapshot.convenienceFee ? 1 : undefined,
    hideExistingPaymentDetails: allowStoredMethods ? undefined : 1,
    ...modalFields(modal),
  });
}

/** A new invoice carries our reference; an existing one keeps its number; a verify has none. */
function invoice(
  { snapshot, lineItems }: Pick<CheckedOrder, 'snapshot' | 'lineItems'>,
  reference: string,
): object {
  if (snapshot.paymentType === 'verify') return {};
  if (snapshot.invoiceNumber !== null) return { invoiceNumber: snapshot.invoiceNumber };
  const lines = lineItems.map(({ description, quantity, priceCents, cents, sku }) =>
    defined({ sku, description, quantity, price: formatCents(priceCents), total: formatCents(cents) }),
  );
  return { invoiceRequest: { invoiceNumber: reference, lineItems: lines } };
}

function modalFields(modal: ModalOptions): object {
  const { appearance, brandColor, cornerRadius, ctaButtonText } = modal;
  const customStyling = defined({ appearance, brandColor, cornerRadius, ctaButtonText });
  return {
    confirmationScreen: modal.confirmationScreen ?? false,
    displayContactFields: flag(modal.displayContactFields),
    setAsDefaultPaymentMethod: flag(modal.setAsDefaultPaymentMethod),
    terminalId: modal.terminalId,
    digitalWallet:
      modal.googlePay === undefined ? undefined : JSON.stringify({ 'google-pay': flag(modal.googlePay) }),
    customStyling: Object.keys(customStyling).length > 0 ? customStyling : undefined,
  };
}

function flag(value: boolean | undefined): 0 | 1 | undefined {
  return value === undefined ? undefined : value ? 1 : 0;
}

function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
