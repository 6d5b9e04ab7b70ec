/** Client: what the modal tells the page that embeds it. */
export const messagesScript = String.raw`
const overlay = document.querySelector('.overlay');
const dialog = document.querySelector('[role="dialog"]');
const { token, targetOrigin, firstView } = overlay.dataset;

const { eventData, ...posts } = JSON.parse(overlay.dataset.posts);
let { exitMessages } = posts;

/* The server decides what is posted and in which order: faults and switches are there. */
function post(answer) {
  exitMessages = answer.exitMessages;
  postAll(answer.messages);
}

function postAll(messages) {
  if (window.parent === window) return;
  for (const message of messages) {
    window.parent.postMessage(eventData === 'text' ? JSON.stringify(message) : message, targetOrigin);
  }
}

function show(name) {
  for (const part of document.querySelectorAll('[data-view]')) part.hidden = part.dataset.view !== name;
  const heading = dialog.querySelector('[data-view="' + name + '"] [data-heading]');
  dialog.setAttribute('aria-labelledby', heading.id);
  heading.focus();
}
`;
