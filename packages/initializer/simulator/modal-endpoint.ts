/** The call that the modal's Pay button makes, as faults name it. */
export const payEndpoint = 'POST /helcim-pay/:token/pay';
