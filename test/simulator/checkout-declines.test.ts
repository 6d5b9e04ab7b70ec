import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { listOf, minute, startMerchant, transactionIn } from './simulated-merchant.js';

const amex = { cardNumber: '374245001751006', cvv: '1000' };
const aborted = 'HelcimPay.js transaction failed - ';

suite('A declined payment in the modal', () => {
  const declines: [string, string][] = [
    ['200', String.raw`DECLINE CVV2 - Do not honor due to CVV2 mismatch\failure`],
    ['201', 'PICK UP CARD - Pick up card'],
    ['202', 'AMOUNT ERROR - Tran Amount Error'],
    ['203', 'AMT OVER SVC LMT - Amount is more than established service limit'],
    ['204', 'APPL TYPE ERROR - Call support for help with this error'],
    ['205', 'CANNOT CONVERT - Check is ok, but cannot convert. Do Not Honor'],
    ['206', 'DECLINED T4 - Do Not Honor. Failed negative check, unpaid items'],
    ['207', 'DECLINED-HELP 9999 - System Error'],
    ['208', 'DUP CHECK NBR - Duplicate Check Number'],
    ['209', 'DECLINED - Do Not Honor'],
    ['210', 'EXPIRED CARD - Expired Card'],
    ['212', 'INVALID CARD - Invalid Card'],
    ['213', 'INVALID CAVV - Invalid Cardholder Authentication Verification Value'],
    ['214', 'INVALID TERM ID - Invalid Terminal ID'],
    ['222', 'NETWORK ERROR - General System Error'],
    ['223', 'PLEASE RETRY - Please Retry/Reenter Transaction'],
    ['225', 'REQ. EXCEEDS BAL. - Req. exceeds balance'],
    ['227', 'SERV NOT ALLOWED - Invalid request'],
    ['229', 'CALL AUTH. CENTER - Refer to Issuer'],
    ['211', 'DECLINED - Do Not Honor'],
    ['999', 'DECLINED - Do Not Honor'],
  ];

  test('follows the CVV, aborts with the text of the table, and leaves the session open', async (t) => {
    const { open, pay } = await startMerchant(t);
    const checkoutToken = await open();
    for (const [cvv, reason] of declines) {
      const eventMessage = `${aborted}Transaction Declined: ${reason}`;
      const eventName = `helcim-pay-js-${checkoutToken}`;
      assert.deepEqual(await pay(checkoutToken, { cvv }), {
        kind: 'declined',
        eventMessage,
        reason,
        messages: [{ eventName, eventStatus: 'ABORTED', eventMessage }],
        exitMessages: [{ eventName, eventStatus: 'HIDE', eventMessage: '' }],
        eventData: 'object',
      });
    }
    assert.equal((await pay(checkoutToken))['kind'], 'approved');
  });

  test('looks at the first three digits of an Amex code', async (t) => {
    const { open, pay } = await startMerchant(t);
    const result = await pay(await open(), { ...amex, cvv: '2101' });
    assert.equal(result['reason'], 'EXPIRED CARD - Expired Card');
  });

  test('leaves a row with the invoice number and the customer, but no invoice and no token', async (t) => {
    const { open, pay, api, control } = await startMerchant(t);
    const invoiceRequest = {
      invoiceNumber: 'shop-8',
      lineItems: [{ description: 'Tea', quantity: 1, price: 100 }],
    };
    const checkoutToken = await open({ invoiceRequest });
    await pay(checkoutToken, { cvv: '209' });
    const [row] = listOf((await api('GET /card-transactions?invoiceNumber=shop-8')).body);
    assert.deepEqual(row, {
      transactionId: 44158194,
      dateCreated: '2026-02-04 11:40:21',
      cardBatchId: 6005228,
      status: 'DECLINED',
      user: 'Helcim System',
      type: 'purchase',
      amount: 100,
      currency: 'CAD',
      avsResponse: '',
      cvvResponse: '',
      cardType: 'VI',
      approvalCode: '',
      cardToken: '',
      cardNumber: '4242424242',
      cardHolderName: 'Ada Sample',
      customerCode: 'CST1000',
      invoiceNumber: 'shop-8',
      warning: '',
    });
    assert.deepEqual((await control('GET /state')).body['invoices'], []);
    assert.equal(transactionIn(await pay(checkoutToken))['customerCode'], 'CST1000');
  });
});

suite('The duplicate rule', () => {
  const reason = 'Suspected duplicate transaction in the last 5 minutes.';

  test('declines the same card and amount within five minutes, whatever the name', async (t) => {
    const { buy, open, pay } = await startMerchant(t);
    await buy(10);
    const result = await pay(await open({ amount: 10 }), { cardHolderName: 'Somebody Else' });
    assert.equal(result['eventMessage'], `${aborted}Transaction Declined: ${reason}`);
  });

  test('ends after five minutes', async (t) => {
    const { buy, open, pay, advance } = await startMerchant(t);
    await buy(10);
    const checkoutToken = await open({ amount: 10 });
    await advance(5 * minute - 1);
    assert.equal((await pay(checkoutToken))['reason'], reason);
    await advance(1);
    assert.equal((await pay(checkoutToken))['kind'], 'approved');
  });

  test('lets another card, another amount and a verify through', async (t) => {
    const { buy } = await startMerchant(t);
    await buy(10);
    await buy(10, {}, { cardNumber: '4000000000000028' });
    await buy(10.01);
    await buy(0, { paymentType: 'verify' });
    await buy(0, { paymentType: 'verify' });
  });

  test('counts approved payments only', async (t) => {
    const { open, pay } = await startMerchant(t);
    const checkoutToken = await open({ amount: 10 });
    await pay(checkoutToken, { cvv: '209' });
    assert.equal((await pay(checkoutToken))['kind'], 'approved');
  });
});
