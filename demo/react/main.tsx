import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { OrderPage } from './order-page.js';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no element #root.');

createRoot(root).render(
  <StrictMode>
    <OrderPage orderId={new URLSearchParams(location.search).get('order')} />
  </StrictMode>,
);
