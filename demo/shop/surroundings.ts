/** Where payments go: the simulator beside the shop, or Helcim itself. */
export interface PaymentSurroundings {
  /** Where Helcim's script and modal come from. */
  readonly modalOrigin: string;
  /** Only the simulator's; Helcim's own address is the element's default. */
  readonly scriptUrl?: string;
  /** The simulator's merchant pages, if the simulator runs. */
  readonly dashboardUrl?: string;
  /** The simulated terminal on the till's counter. */
  readonly virtualTerminal?: VirtualTerminal;
  /** Does what Helcim does in the evening; only simulators let themselves be told. */
  readonly closeBatch?: () => Promise<void>;
}

export interface VirtualTerminal {
  /** Of the page that may be shown in a frame. */
  readonly origin: string;
  /** Of its page now: a simulator that was reset gets a new terminal. */
  address(): string;
}
