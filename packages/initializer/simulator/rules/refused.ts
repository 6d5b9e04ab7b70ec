/** A rule of Helcim's forbids what was asked for; nothing was recorded. The message is Helcim's text where one is known. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Throws {@link Refused} with the reason. */
export function refuseUnless(isAllowed: boolean, reason: string): void {
  if (!isAllowed) throw new Refused(reason);
}
