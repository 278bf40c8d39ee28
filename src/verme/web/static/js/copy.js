// "Copy" appears only where the browser can copy; the text itself can always be selected.
// <button type="button" hidden data-copy="ID of the text" data-done="Copied">; a role=status element after it says that it is done.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    const status = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      status.textContent = button.dataset.done;
    } catch {
      source.focus(); // the browser said no: the text is selected, ready to be copied by hand
      source.select?.();
    }
  });
}
