export { sessionStoreSuite } from './stores/session-store-suite.js';
export type { SessionStoreSuiteOptions } from './stores/session-store-suite.js';
