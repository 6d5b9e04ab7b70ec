/** Of the simulator's devices: they say so on their screens. */
export const simulatedLogIn = { pin: '1234' };
