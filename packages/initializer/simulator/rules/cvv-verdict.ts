export type CvvVerdict = { cvvResponse: string } | { declineReason: string };

/** CVV 100 to 104 approve with these responses. */
const responses: Readonly<Record<number, string>> = { 100: 'M', 101: 'P', 102: 'S', 103: 'U', 104: 'N' };

/** A CVV from 200 up declines, with the text of Helcim's table. */
export const declines: Readonly<Record<number, string>> = {
  200: 'DECLINE CVV2 - Do not honor due to CVV2 mismatch\\failure',
  201: 'PICK UP CARD - Pick up card',
  202: 'AMOUNT ERROR - Tran Amount Error',
  203: 'AMT OVER SVC LMT - Amount is more than established service limit',
  204: 'APPL TYPE ERROR - Call support for help with this error',
  205: 'CANNOT CONVERT - Check is ok, but cannot convert. Do Not Honor',
  206: 'DECLINED T4 - Do Not Honor. Failed negative check, unpaid items',
  207: 'DECLINED-HELP 9999 - System Error',
  208: 'DUP CHECK NBR - Duplicate Check Number',
  209: 'DECLINED - Do Not Honor',
  210: 'EXPIRED CARD - Expired Card',
  212: 'INVALID CARD - Invalid Card',
  213: 'INVALID CAVV - Invalid Cardholder Authentication Verification Value',
  214: 'INVALID TERM ID - Invalid Terminal ID',
  222: 'NETWORK ERROR - General System Error',
  223: 'PLEASE RETRY - Please Retry/Reenter Transaction',
  225: 'REQ. EXCEEDS BAL. - Req. exceeds balance',
  227: 'SERV NOT ALLOWED - Invalid request',
  229: 'CALL AUTH. CENTER - Refer to Issuer',
};

const genericDecline = 'DECLINED - Do Not Honor';

/**
 * What Helcim's test processor makes of a CVV. Of an Amex code the first three digits count (this simulator's convention:
 * the published Amex code 1000 must approve).
 */
export function cvvVerdict(cvv: string): CvvVerdict {
  const code = Number(cvv.slice(0, 3));
  if (code < 200) return { cvvResponse: responses[code] ?? '' };
  return { declineReason: declines[code] ?? genericDecline };
}
