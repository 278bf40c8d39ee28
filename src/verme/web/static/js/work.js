// Small helps for signed-in pages. Every page does its whole job without them.

// An error summary takes the focus, so that a screen reader begins there.
document.querySelector("[data-focus-on-load]")?.focus();

// After a move the page comes back with the moved person in its address: put the focus there.
const moved = document.querySelector("[data-moved]");
moved?.focus({ preventScroll: false });

// A form is sent once, however often its button is pressed. Coming back by Back opens it again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// "Copy" appears only where the browser can copy; the text itself can always be selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    const status = document.getElementById(button.dataset.status);
    if (status) status.textContent = button.dataset.done;
  });
}
