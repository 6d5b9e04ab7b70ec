/** The Smart Terminals of the account, for the routes and pages that show and operate them. */
export { act, isDeviceAction } from './devices/act.js';
export type { DeviceAction } from './devices/act.js';
export { connectDevice, isAwake, tellConnections } from './devices/connections.js';
export { addDevice, findByCode, findDevice, listDevices } from './devices/device-list.js';
export { screenOf } from './devices/device-screen.js';
export type { DeviceScreen } from './devices/device-screen.js';
export { isListening, openRequestOf } from './devices/listening.js';
export { finishSetUp, logIn, logOut } from './devices/log-in.js';
export { isPairing, setPairingMode } from './devices/pairing-mode.js';
export { insert, tap } from './devices/present-card.js';
export type { PresentedCard } from './devices/present-card.js';
export { cancelRequest, dismiss, loseNetwork, tryAgain, walkAway } from './devices/requests.js';
export { virtualTerminalRoutes } from './devices/virtual-terminal-routes.js';
export type { Device, DeviceRequest } from './records/device.js';
export { debitTestCard } from './rules/debit-cards.js';
export { deviceUsers } from './rules/device-users.js';
export type { LogIn } from './rules/device-users.js';
