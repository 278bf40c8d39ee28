// Attendance is saved though the connection breaks: the answers stay on the page, and sending is tried again until it succeeds.
// The server knows a form that was sent before (its version), so nothing is recorded twice. Without this script the page can be sent again by hand.
const form = document.querySelector("[data-attendance]");
const SOON = 3000, LATER = 30_000; // milliseconds between tries: from the first to the longest

if (form) {
  const lost = form.querySelector("[data-lost]");
  const key = `attendance.${form.dataset.attendance}`;
  let sending = false, pause = SOON, timer;

  // Everyone at one touch; nothing is saved by it.
  form.querySelector("[name=all]").addEventListener("click", (event) => {
    event.preventDefault();
    for (const here of form.querySelectorAll(".yes input")) here.checked = true;
  });

  form.addEventListener("submit", (event) => {
    if ([...form.querySelectorAll("fieldset")].some((row) => !row.querySelector(":checked"))) return; // the server says what is missing
    event.preventDefault();
    event.stopPropagation();
    send();
  });
  addEventListener("online", () => lost.hidden || send());
  restore();

  async function send() {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual", headers: { "Verme-Script": "1" } });
      if (answer.status >= 500) throw new Error("the server rests");
      if (answer.type === "opaqueredirect") keep(); // the session is over: after signing in this page sends what was kept
      else sessionStorage.removeItem(key);
      if (answer.status === 200) form.submit(); // the answer is a page to read; the same content again changes nothing
      else location.replace(form.action);
    } catch {
      keep();
      lost.hidden = false;
      timer = setTimeout(send, pause);
      pause = Math.min(2 * pause, LATER);
    } finally {
      sending = false;
    }
  }

  // For a tab that the phone lets go, and for signing in again: numbers of fields, in this tab only, until they are saved.
  function keep() {
    const here = [...form.querySelectorAll("fieldset :checked")].map((input) => input.id);
    sessionStorage.setItem(key, JSON.stringify(here));
  }

  function restore() {
    const kept = sessionStorage.getItem(key);
    if (!kept) return;
    for (const id of JSON.parse(kept)) {
      const input = document.getElementById(id);
      if (input) input.checked = true;
    }
    lost.hidden = false;
    send();
  }
}
