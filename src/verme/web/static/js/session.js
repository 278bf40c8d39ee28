// Tells two minutes before the session ends, and lets it go on with one press (WCAG 2.2.1).
// <aside role="alert" hidden data-session="seconds left" data-warn="120"> with a button and a place for the minutes.
const notice = document.querySelector("[data-session]");

const MINUTE = 60_000;
const left = Number(notice.dataset.session) * 1000;
const warning = Number(notice.dataset.warn) * 1000;
let ends = Date.now() + left;
let timer;

function wait() {
  clearTimeout(timer);
  timer = setTimeout(tell, Math.max(0, ends - warning - Date.now()));
}

function tell() {
  const minutes = Math.max(0, Math.ceil((ends - Date.now()) / MINUTE));
  for (const words of notice.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== (minutes ? "soon" : "over");
  notice.hidden = false;
  if (minutes) timer = setTimeout(tell, ends - Date.now());
}

// Any page that is asked for keeps the session; one's own page is open to everybody who is signed in.
async function stay() {
  const answer = await fetch(notice.dataset.stay, { method: "HEAD", redirect: "manual" });
  if (!answer.ok) return tell();
  ends = Date.now() + left;
  notice.hidden = true;
  wait();
}

notice.querySelector("button").addEventListener("click", stay);
// A laptop that slept finds out when it wakes.
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wait());
wait();
