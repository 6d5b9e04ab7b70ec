/** Helcim's table for test accounts, by the cents of the final amount. */
const declines: Readonly<Record<number, string>> = {
  51: 'PICK UP CARD',
  52: 'INCORRECT PIN',
  53: 'AMOUNT ERROR',
  54: 'EXPIRED CARD',
  55: 'DECLINED - Do Not Honor',
  56: 'CALL AUTH. CENTER',
  57: 'SERV NOT ALLOWED',
  58: 'AMT OVER SVC LMT',
};

const genericDecline = 'DECLINED - Do Not Honor';

/**
 * Why a test account declines a payment on a device; undefined: approved. The final amount counts, tip included: from .00 to
 * .50 approves. Helcim's table goes on after .58 and is not published as a whole; here the rest declines in general words.
 */
export function declineByCents(finalCents: number): string | undefined {
  const cents = finalCents % 100;
  return cents <= 50 ? undefined : (declines[cents] ?? genericDecline);
}
