export { startSimulator } from './simulator.js';
export type { Simulator, SimulatorOptions } from './simulator.js';
export type { SimulatorHandle } from './simulator-handle.js';
export { faultKinds } from './faults.js';
export type { Fault, FaultInput, FaultKind } from './faults.js';
export { switchValues } from './switches.js';
export type { SwitchName, Switches } from './switches.js';
export type { LedgerEntry } from './ledger.js';
