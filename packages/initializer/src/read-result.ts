import { InitializerError } from './error.js';
import { memberTexts } from './json-text.js';
import { readTransaction, type TransactionFacts } from './transaction.js';

/** A result taken apart: still a claim, until the hash or a row confirms it. */
export interface PostedResult {
  readonly transaction: TransactionFacts;
  /** The transaction's text as received; the hash covers it. */
  readonly transactionText: string;
  /** As posted, unchecked. */
  readonly hash: unknown;
}

const mostParses = 3;

/**
 * Finds the transaction in an `eventMessage`, string or object, in every nesting that Helcim is known to have sent.
 *
 * @param eventMessageText The JSON text of the value, exactly as it stood in the request body.
 * @throws InitializerError `result_unreadable` if it cannot be parsed or names no transaction.
 * @see https://devdocs.helcim.com/docs/validate-helcimpayjs
 */
export function readResult(eventMessageText: string): PostedResult {
  const root = unwrap(eventMessageText, mostParses);
  const data = unwrap(root?.members.get('data'), root?.parsesLeft);
  const inner = unwrap(data?.members.get('data'), data?.parsesLeft);
  const nestings = [
    { candidate: inner, holder: data },
    { candidate: data, holder: root },
    { candidate: root, holder: undefined },
  ];
  const found = nestings.find(({ candidate }) => candidate?.members.has('transactionId'));
  const transaction = found?.candidate && readTransaction(JSON.parse(found.candidate.text));
  if (!found?.candidate || !transaction) {
    throw new InitializerError(
      'result_unreadable',
      'The posted eventMessage holds no object with a transactionId.',
    );
  }
  const hashText = found.holder?.members.get('hash');
  return {
    transaction,
    transactionText: found.candidate.text,
    hash: hashText === undefined ? undefined : (JSON.parse(hashText) as unknown),
  };
}

interface ObjectText {
  readonly text: string;
  readonly members: Map<string, string>;
  readonly parsesLeft: number;
}

/** The object behind the text, which may be JSON inside a JSON string, a few layers deep. */
function unwrap(text: string | undefined, parses: number | undefined): ObjectText | undefined {
  let current = text;
  let parsesLeft = parses ?? 0;
  while (current?.trimStart().startsWith('"') && parsesLeft > 0) {
    current = parse(current) as string;
    parsesLeft -= 1;
    if (parse(current) === undefined) return undefined;
  }
  const members = current === undefined ? undefined : memberTexts(current);
  return current !== undefined && members ? { text: current, members, parsesLeft } : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
