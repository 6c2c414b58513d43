// Everything here only adds: without it forms still post and pages still refresh.
(() => {
  'use strict';
  const rest = ms => new Promise(done => setTimeout(done, ms));

  // A second tap while the first is on its way is swallowed; the page's key would make it harmless anyway.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!form.matches('[data-once]')) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = '1';
    form.classList.add('is-sent');
  });
  addEventListener('pageshow', () => document.querySelectorAll('[data-once]').forEach(form => {
    delete form.dataset.sent;
    form.classList.remove('is-sent');
  }));

  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }

  // Another code can be had after a while; without script the server says so.
  for (const button of document.querySelectorAll('[data-again]')) {
    const left = button.querySelector('[data-left]');
    const until = Date.now() + 1000 * button.dataset.again;
    const count = () => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      button.disabled = seconds > 0;
      if (seconds <= 0) { if (left) left.remove(); return; }
      left.textContent = left.dataset.left.replace('{0}', seconds);
      setTimeout(count, 1000);
    };
    count();
  }

  // Asks how the payment stands until it is over. `show` gets each answer; failures back off and are told.
  const watch = async (address, seen, show, lost) => {
    for (let failures = 0; ;) {
      const began = Date.now();
      try {
        const answer = await fetch(address(seen()), { cache: 'no-store', credentials: 'same-origin' });
        if (!answer.ok) throw new Error(String(answer.status));
        const part = new DOMParser().parseFromString(await answer.text(), 'text/html');
        failures = 0;
        lost(false);
        if (!show(part)) return;
        await rest(Math.max(0, 2000 - (Date.now() - began)));
      } catch {
        failures += 1;
        lost(failures > 1 || !navigator.onLine);
        await rest(Math.min(15000, 1000 * 2 ** Math.min(failures, 4)));
      }
    }
  };

  const standing = document.querySelector('[data-standing]');
  if (standing) {
    const stage = from => from.querySelector('[data-stage]');
    const lost = document.querySelector('[data-lost]');
    const mark = from => stage(from).dataset.mark;
    const isOver = () => stage(standing).dataset.final === 'true';
    const show = part => {
      if (mark(part) !== mark(standing)) standing.replaceChildren(...part.body.childNodes);
      return !isOver();
    };
    if (!isOver()) watch(
      seen => `${standing.dataset.standing}?seen=${seen}&told=${standing.dataset.told || ''}`,
      () => mark(standing), show, isLost => { lost.hidden = !isLost; });
  }

  const shown = document.querySelector('[data-watch]');
  if (shown) watch(
    () => `${shown.dataset.watch}/state?seen=Pending`, () => '',
    part => {
      if (part.querySelector('[data-stage]').dataset.stage === 'Pending') return true;
      location.replace(shown.dataset.watch);
      return false;
    }, () => {});

  // WeChat's own cashier. What it says when it closes proves nothing; the payment's page asks the platform.
  const cashier = document.querySelector('[data-wechat]');
  if (cashier) {
    const fields = JSON.parse(cashier.dataset.wechat);
    const part = name => document.querySelector(`[data-${name}]`);
    part('opening').hidden = false;
    const open = () => {
      part('no-bridge').hidden = true;
      window.WeixinJSBridge.invoke('getBrandWCPayRequest', fields, said => {
        const word = String((said || {}).err_msg || '').split(':')[1];
        location.replace(cashier.dataset.then + (['ok', 'cancel', 'fail'].includes(word) ? `?told=${word}` : ''));
      });
    };
    const tryOpen = () => {
      if (window.WeixinJSBridge) { open(); return true; }
      return false;
    };
    part('browser').hidden = true;
    part('open').addEventListener('click', () => tryOpen());
    if (!tryOpen()) {
      document.addEventListener('WeixinJSBridgeReady', tryOpen, { once: true });
      setTimeout(() => {
        if (window.WeixinJSBridge) return;
        part('opening').hidden = true;
        part('no-bridge').hidden = false;
        part('browser').hidden = false;
      }, 4000);
    }
    setTimeout(() => { part('open').hidden = false; }, 4000);
  }
})();
