import { deviceUsers } from '../../devices.js';
import { html, type Html } from '../html.js';
import { actionButton, fill, screenView } from './screen-view.js';
import { icon } from './terminal-icons.js';

/** What the screen shows before somebody works with it: asleep, first set-up, log-in. */
export function startViews(): Html {
  return html`${asleep()} ${gone()} ${offline()} ${setUp()} ${logIn()}`;
}

function asleep(): Html {
  return screenView({
    name: 'asleep',
    heading: 'Asleep',
    icon: 'moon',
    body: html`<p class="view-text">
      This page is not connected, so the terminal does not listen to the till.
    </p>`,
    foot: html`<button type="button" class="key primary" data-wake>Wake the terminal</button>`,
  });
}

function gone(): Html {
  return screenView({
    name: 'gone',
    heading: 'No longer there',
    icon: 'question',
    body: html`<p class="view-text">
      The simulator does not know this terminal. It may have been reset or started anew.
    </p>`,
  });
}

function offline(): Html {
  return screenView({
    name: 'offline',
    heading: 'No network',
    icon: 'noNetwork',
    body: html`<p class="view-text">The terminal cannot reach anybody until the network is back.</p>`,
    foot: html`<button type="button" class="key primary" data-network="on">Connect again</button>
      <p class="view-hint centre" data-while-open>
        A request is waiting. Cancelled now, the till is never told.
      </p>
      <button type="button" class="key stop" data-action="cancel" data-while-open>Cancel</button>`,
  });
}

function setUp(): Html {
  return screenView({
    name: 'set-up',
    heading: 'Welcome',
    icon: 'spark',
    body: html`<p class="view-text">A new terminal is set up once, before anybody can log in.</p>
      <ul class="steps">
        <li>${icon('check')} Network found</li>
        <li>${icon('check')} Simulated account found</li>
        <li>${icon('check')} Named <strong>${fill('name')}</strong></li>
      </ul>`,
    foot: actionButton('set-up', 'Finish set-up', 'primary'),
  });
}

function logIn(): Html {
  return screenView({
    name: 'log-in',
    heading: 'Log in',
    size: 'quiet',
    body: html`${byPin()} ${byPassword()}`,
  });
}

function byPin(): Html {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  return html`<form class="log-in" data-log-in="pin">
    <label class="visually-hidden" for="pin">PIN, four digits</label>
    <input
      id="pin"
      name="pin"
      class="pin"
      type="password"
      inputmode="numeric"
      pattern="[0-9]{4}"
      maxlength="4"
      placeholder="PIN"
      autocomplete="off"
      required
    />
    <div class="pad" role="group" aria-label="Digits">
      ${digits.map(digitKey)}
      <button type="button" class="digit word" data-log-in-by="password">E-mail</button>
      ${digitKey(0)}
      <button type="button" class="digit" data-erase aria-label="Erase a digit">${icon('back')}</button>
    </div>
    <button type="submit" class="key primary">Log in</button>
    <p class="view-hint centre">
      ${deviceUsers.map(({ name, pin }) => `${pin} logs in ${name}`).join(', ')}.
    </p>
  </form>`;
}

function digitKey(digit: number): Html {
  return html`<button type="button" class="digit" data-digit="${digit}">${digit}</button>`;
}

function byPassword(): Html {
  const [user] = deviceUsers;
  return html`<form class="log-in" data-log-in="password" hidden>
    <label for="email">E-mail</label>
    <input id="email" name="email" type="email" value="${user?.email}" autocomplete="off" required />
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="off" required />
    <p class="view-hint">Its password is <code>${user?.password}</code></p>
    <button type="submit" class="key primary">Log in</button>
    <button type="button" class="key plain" data-log-in-by="pin">Use a PIN instead</button>
  </form>`;
}
