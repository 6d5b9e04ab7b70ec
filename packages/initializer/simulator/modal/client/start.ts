/** Client: starts the form where there is one, and puts the focus into the dialog. */
export const startScript = String.raw`
if (form) {
  startFields();
  startTestCards();
  startBank();
  form.addEventListener('submit', submit);
}
postAll(posts.messages);
(firstEmptyField() ?? dialog).focus();

/* On a touch screen a focused field would open the keyboard over the dialog before anything was read. */
function firstEmptyField() {
  if (!form || !matchMedia('(hover: hover) and (pointer: fine)').matches) return undefined;
  return [...form.querySelectorAll('input')].find((input) => !input.value && input.matches(':enabled'));
}
`;
