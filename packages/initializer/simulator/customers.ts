import type { InitializeRequest } from './records/initialize-request.js';
import type { Customer } from './records/customer.js';
import { nextNumber } from './state.js';
import type { State } from './state.js';

export type { Customer } from './records/customer.js';

interface CustomerDetails {
  /** Absent: the next `CST` number. */
  customerCode: string | undefined;
  contactName: string;
  businessName: string;
}

export function findCustomer(state: State, customerCode: string): Customer | undefined {
  return state.customers.get(customerCode);
}

/** The caller has made sure that a code given is free. */
export function createCustomer(state: State, details: CustomerDetails): Customer {
  const customer: Customer = {
    customerId: nextNumber(state, 'customerId'),
    customerCode: details.customerCode ?? unusedCode(state),
    contactName: details.contactName,
    businessName: details.businessName,
    createdAt: state.clock.now(),
  };
  state.customers.set(customer.customerCode, customer);
  return customer;
}

/** The customer a checkout session names, or a new one made from what it and the payer say. */
export function customerOfCheckout(
  state: State,
  { customerCode, customerRequest }: InitializeRequest,
  cardHolderName: string,
): Customer {
  const code = customerCode ?? customerRequest?.customerCode;
  const known = code === undefined ? undefined : findCustomer(state, code);
  if (known) return known;
  return createCustomer(state, {
    customerCode: code,
    contactName: customerRequest?.contactName ?? cardHolderName,
    businessName: customerRequest?.businessName ?? '',
  });
}

function unusedCode(state: State): string {
  let number = 1000 + state.customers.size;
  while (state.customers.has(`CST${number}`)) number += 1;
  return `CST${number}`;
}
