/**
 * The script a shop loads: a classic script that defines the same globals as Helcim's, with the same signature, iframe and
 * listener. Differences: the host is the one the script came from, since here that is the simulator. Redefining everything
 * must be harmless (a shop may load it twice), hence `var` and functions, no `const` at the top.
 */
export const startScript = String.raw`/* Simulator of HelcimPay.js start.js: not Helcim, no real money. */
var helcimPayHost = new URL(document.currentScript.src).origin;

function appendHelcimPayIframe(token, showExitButton = true, phone = '', email = '', csrf = '') {
  if (typeof token !== 'string' || token.length !== 22) {
    console.error('HelcimPay.js: invalid checkout token, its length must be 22.');
    return undefined;
  }
  var frame = document.createElement('iframe');
  frame.id = 'helcimPayIframe';
  frame.name = csrf;
  frame.src = helcimPayFrameUrl(token, showExitButton, phone, email);
  frame.setAttribute('width', '100%');
  frame.setAttribute('height', '100%');
  frame.setAttribute('frameborder', '0');
  frame.setAttribute('allow', 'payment');
  frame.setAttribute(
    'style',
    'position: fixed; inset: 0; top: 0; left: 0; width: 100%; height: 100%; border: none; z-index: 998;'
  );
  window.addEventListener('message', watchForExit, false);
  document.body.appendChild(frame);
  return frame;
}

function removeHelcimPayIframe() {
  var frame = document.getElementById('helcimPayIframe');
  if (frame instanceof HTMLIFrameElement) frame.remove();
  window.removeEventListener('message', watchForExit, false);
}

/* As in the live script: any session's HIDE counts, and neither origin nor token is looked at. */
function watchForExit(event) {
  var data = event.data;
  if (typeof data !== 'object' || data === null || typeof data.eventName !== 'string') return;
  if (data.eventName.includes('helcim-pay-js') && data.eventStatus === 'HIDE') removeHelcimPayIframe();
}

/* phone and email stay unencoded, as in the live script; the last two are dropped when there is nothing to say. */
function helcimPayFrameUrl(token, showExitButton, phone, email) {
  var query = [];
  if (showExitButton) query.push('allowExit');
  if (phone) query.push('phone=' + phone);
  if (email) query.push('email=' + email);
  [['referrer', document.referrer], ['origin', window.origin]].forEach(function (pair) {
    var value = String(pair[1]);
    if (['', 'null', 'undefined', 'false'].indexOf(value) === -1) {
      query.push(pair[0] + '=' + encodeURIComponent(value));
    }
  });
  return helcimPayHost + '/helcim-pay/' + token + (query.length ? '?' + query.join('&') : '');
}
`;
