import { useCallback, useEffect, useState } from 'react';
import { Payment } from './payment.js';
import { fetchOrder, placeOrder, type ShopOrder } from './shop-order.js';
import { texts } from './texts.js';

type Verdict = 'unpaid' | 'confirming' | 'paid';

/** One order of the shop, paid without leaving the page. */
export function OrderPage({ orderId }: { readonly orderId: string | null }) {
  const [order, setOrder] = useState<ShopOrder>();
  const [isMissing, setIsMissing] = useState(orderId === null);
  const [verdict, setVerdict] = useState<Verdict>('unpaid');

  useEffect(() => {
    if (orderId === null) return;
    const controller = new AbortController();
    fetchOrder(orderId, controller.signal).then(
      (found) => {
        setOrder(found);
        setIsMissing(!found);
      },
      () => setIsMissing(!controller.signal.aborted),
    );
    return () => {
      controller.abort();
    };
  }, [orderId]);

  const onApproved = useCallback(() => setVerdict('paid'), []);
  const onConfirming = useCallback(() => setVerdict('confirming'), []);

  return (
    <>
      <p className="back">
        <a href="/">← {texts.shop}</a>
      </p>
      <h1>{texts.title}</h1>
      <p className="lead">{texts.text}</p>
      {order ? (
        <section className="panel receipt">
          <h2>
            {texts.order} {order.number}
          </h2>
          <ul>
            {order.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p className="total">
            <span>{texts.total}</span>
            <strong>{order.total}</strong>
          </p>
          {!order.paid && verdict !== 'paid' && (
            <Payment order={order} onApproved={onApproved} onConfirming={onConfirming} />
          )}
          <VerdictText verdict={order.paid ? 'paid' : verdict} orderId={order.id} />
        </section>
      ) : (
        isMissing && <NoOrder onPlaced={setOrder} />
      )}
    </>
  );
}

function VerdictText({ verdict, orderId }: { readonly verdict: Verdict; readonly orderId: string }) {
  return (
    <div role="status">
      {verdict === 'confirming' && <p className="notice">{texts.confirming}</p>}
      {verdict === 'paid' && (
        <p className="done">
          {texts.paid} <a href={`/orders/${orderId}`}>{texts.receipt}</a>
        </p>
      )}
    </div>
  );
}

function NoOrder({ onPlaced }: { readonly onPlaced: (order: ShopOrder) => void }) {
  const place = () => {
    void placeOrder('postcard').then((order) => {
      history.replaceState(null, '', `?order=${order.id}`);
      onPlaced(order);
    });
  };
  return (
    <div>
      <p>{texts.nothing}</p>
      <button className="button" onClick={place}>
        {texts.place}
      </button>
    </div>
  );
}
