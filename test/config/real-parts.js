/**
 * A Web Test Runner plugin: starts the simulator and a small shop server with the initializer, each on a free port of its
 * own, and tells the pages where they are at `/__test/config.json`. Started at the first question, ended with the run.
 */
export function realParts() {
  let starting;
  return {
    name: 'real-parts',
    async serve(context) {
      if (context.path !== '/__test/config.json') return undefined;
      starting ??= import('../helpers/checkout-server.js').then(({ startCheckoutServer }) =>
        startCheckoutServer({
          allowedOrigins: [context.request.header.origin ?? `http://${context.request.header.host}`],
        }),
      );
      const { url, simulator } = await starting;
      return {
        body: JSON.stringify({
          endpoint: `${url}/pay`,
          scriptUrl: simulator.scriptUrl,
          modalUrl: simulator.modalUrl,
          simulatorUrl: simulator.url,
        }),
        type: 'json',
      };
    },
    async serverStop() {
      await (await starting)?.close();
    },
  };
}
