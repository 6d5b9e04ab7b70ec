import '@helcim-checkout/element';
import type { HelcimApprovedEvent, HelcimCheckout } from '@helcim-checkout/element';
import type {} from '@helcim-checkout/element/react';
import { useEffect, useRef } from 'react';
import type { ShopOrder } from './shop-order.js';
import { texts } from './texts.js';

interface PaymentProps {
  readonly order: ShopOrder;
  /** Called after the server's verdict. */
  readonly onApproved: (event: HelcimApprovedEvent) => void;
  /** Money may have moved, and the server cannot say yet. */
  readonly onConfirming: () => void;
}

/** The payment element, with its events as callbacks. */
export function Payment({ order, onApproved, onConfirming }: PaymentProps) {
  const checkout = useRef<HelcimCheckout>(null);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    checkout.current?.addEventListener('helcim-approved', onApproved, { signal });
    for (const name of ['helcim-unknown', 'helcim-review', 'helcim-pending'] as const) {
      checkout.current?.addEventListener(name, onConfirming, { signal });
    }
    return () => {
      controller.abort();
    };
  }, [onApproved, onConfirming]);

  return (
    <helcim-checkout ref={checkout} endpoint="/pay" order-id={order.id} script-url={order.scriptUrl}>
      {texts.pay}
    </helcim-checkout>
  );
}
