export { createInitializer } from './initializer.js';
export { memoryStore } from './stores/memory-store.js';
export { sqliteStore } from './stores/sqlite-store.js';
export { InitializerError } from './error.js';

export type { Initializer } from './initializer.js';
export type { InitializerOptions, Limits } from './options.js';
export type { BusySale, InitializerErrorCode } from './error.js';
export type { ApprovedInput, Callbacks, GetOrder, PaidOrder, ReviewInput, Transaction } from './callbacks.js';
export type {
  Address,
  Currency,
  Customer,
  LineItem,
  ModalOptions,
  Order,
  PaymentMethod,
  PaymentType,
} from './order.js';
export type { Clock } from './clock.js';
export type { Logger, LogMethod } from './logger.js';
export type { ReviewsOptions } from './sessions/list-reviews.js';
export type { Session } from './sessions/merchant-view.js';
export type { Outcome, SessionAnswer } from './sessions/outcome.js';
export type { Decision } from './sessions/resolve-review.js';
export type {
  CallbackName,
  CallbackRecord,
  CreateOutcome,
  DeclinedTransaction,
  DeviceOutcome,
  DeviceRecord,
  DeviceSlot,
  DeviceStore,
  EvidenceSource,
  HistoryEntry,
  LookRecord,
  RefundRecord,
  RefundState,
  ReviewReason,
  SessionPosition,
  SessionRecord,
  SessionState,
  SessionStore,
  TerminalFacts,
  UpdateOutcome,
} from './stores/session-store.js';
export type { LimitRequest, LimitUse, SharedLimits } from './stores/shared-limits.js';
export type { OrderSnapshot } from './order.js';
export type { TransactionFacts, TransactionStatus } from './transaction.js';
