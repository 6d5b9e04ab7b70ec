import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { HelcimCheckout } from './helcim-checkout.js';
import type { HelcimTerminal } from './terminal/helcim-terminal.js';

/**
 * The attributes of `<helcim-checkout>` in JSX. Events are listened to by `ref` and `addEventListener`, on every version of
 * React.
 */
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

/** The attributes of `<helcim-terminal>` in JSX. */
export interface HelcimTerminalAttributes extends DetailedHTMLProps<
  HTMLAttributes<HelcimTerminal>,
  HelcimTerminal
> {
  endpoint?: string | undefined;
  'order-id': string;
  device?: string | undefined;
  credentials?: RequestCredentials | undefined;
  disabled?: boolean | undefined;
}

declare module 'react' {
  // React offers this namespace, and only this one, to tell it about custom elements.
  namespace JSX {
    interface IntrinsicElements {
      'helcim-checkout': HelcimCheckoutAttributes;
      'helcim-terminal': HelcimTerminalAttributes;
    }
  }
}
