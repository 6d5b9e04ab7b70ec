/** A card that the simulator and Helcim's developer test accounts take. */
export interface TestCard {
  readonly number: string;
  readonly expiry: string;
  readonly cvv: string;
}

/** Helcim publishes its test cards with 01/28; from then on, any later month serves. */
export function testCard(now: Date = new Date()): TestCard {
  const expiry = now.getFullYear() < 2028 ? '01/28' : `12/${(now.getFullYear() + 2) % 100}`;
  return { number: '4124 9399 9999 9990', expiry, cvv: '100' };
}
