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
    /** What a buyer does inside the modal: a page of another origin cannot. */
    async executeCommand({ command, payload, session }) {
      if (command !== 'modal-does') return undefined;
      const page = session.browser.getPage(session.id);
      const frame = await page.waitForFrame((each) => each.url().includes('/helcim-pay/'));
      for (const [selector, text] of payload) {
        const node = await frame.waitForSelector(selector, { visible: true });
        await (text === undefined ? node.evaluate((each) => each.click()) : node.type(text));
      }
      return true;
    },
    async serverStop() {
      await (await starting)?.close();
    },
  };
}
