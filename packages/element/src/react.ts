import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { HelcimCheckout } from './helcim-checkout.js';

/** The attributes of `<helcim-checkout>` in JSX. Events are listened to by `ref` and `addEventListener`, on every version of React. */
export interface HelcimCheckoutAttributes extends DetailedHTMLProps<
  HTMLAttributes<HelcimCheckout>,
  HelcimCheckout
> {
  endpoint?: string | undefined;
  'order-id': string;
  'success-url'?: string | undefined;
  'script-url'?: string | undefined;
  prefetch?: 'intent' | 'none' | undefined;
  credentials?: RequestCredentials | undefined;
  name?: string | undefined;
  'no-exit'?: boolean | undefined;
  disabled?: boolean | undefined;
  required?: boolean | undefined;
}

declare module 'react' {
  // React offers this namespace, and only this one, to tell it about custom elements.
  namespace JSX {
    interface IntrinsicElements {
      'helcim-checkout': HelcimCheckoutAttributes;
    }
  }
}
