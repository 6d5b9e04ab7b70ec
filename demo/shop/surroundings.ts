/** Where payments go: the simulator beside the shop, or Helcim itself. */
export interface PaymentSurroundings {
  /** Where Helcim's script and modal come from. */
  readonly modalOrigin: string;
  /** Only the simulator's; Helcim's own address is the element's default. */
  readonly scriptUrl?: string;
  /** The simulator's merchant pages, if the simulator runs. */
  readonly dashboardUrl?: string;
}
