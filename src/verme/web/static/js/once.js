// A form is sent once, however quickly its button is pressed twice. The server knows repeated sending too; this only spares a confusing answer.
const PAUSE = 3000; // milliseconds; a form whose answer is a download stays on the page and can be sent again after this

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, PAUSE);
});

// Coming back by Back opens the form again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
