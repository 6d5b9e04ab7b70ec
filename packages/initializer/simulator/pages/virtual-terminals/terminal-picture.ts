import { html, type Html } from '../html.js';
import { idleViews } from './idle-views.js';
import { paymentViews } from './payment-views.js';
import { startViews } from './start-views.js';
import { icon } from './terminal-icons.js';

/** The device: printer, lights, touch screen, chip slot. What surrounds the screen is a drawing without a voice. */
export function terminalPicture(name: string): Html {
  return html`<div class="stage">
    <div class="slip" aria-hidden="true">
      <p>SIMULATED RECEIPT</p>
      <p class="slip-sum"><span data-fill="kind"></span> <b data-fill="total"></b></p>
      <p><span data-fill="card"></span></p>
      <p><span data-fill="approved"></span></p>
    </div>
    <div class="plastic from-above" aria-hidden="true"><i class="chip"></i><b data-plastic></b></div>
    <div class="terminal-body">
      <div class="printer" aria-hidden="true"></div>
      <div class="head" aria-hidden="true">
        <span class="lights"><i></i><i></i><i></i><i></i></span>
        ${icon('contactless')}
      </div>
      <div class="screen" role="region" aria-label="Screen of ${name}">
        <p class="bar">
          <span class="bar-name" data-fill="name">${name}</span>
          <span class="bar-label">Simulator</span>
          <span class="bar-network">${icon('network')}</span>
        </p>
        <p class="trouble" role="alert" data-trouble></p>
        ${startViews()} ${idleViews()} ${paymentViews()}
        <noscript
          ><p class="no-script">The terminal needs JavaScript; without it, it stays asleep.</p></noscript
        >
      </div>
      <div class="chin" aria-hidden="true"><span>SIMULATOR</span><i class="slot"></i></div>
    </div>
    <div class="plastic from-below" aria-hidden="true"><i class="chip"></i><b data-plastic></b></div>
  </div>`;
}
