// Keeps the books fresh and the phone's screen where it is while faults are switched.
(function () {
  'use strict';
  var shown = {};
  var faults = Array.prototype.slice.call(document.querySelectorAll('form.fault'));

  async function renew(name) {
    var page = await (await fetch('/phone/' + name)).text();
    // Written only when something changed, so that text being selected stays selected.
    if (shown[name] !== page) document.getElementById(name).innerHTML = shown[name] = page;
  }

  async function refresh() {
    try {
      await renew('messages');
      await renew('books');
      var set = await (await fetch('/faults')).json();
      faults.forEach(function (form) {
        var on = (set[form.elements.operation.value] || {}).mode === form.elements.mode.value;
        form.querySelector('button').setAttribute('aria-checked', String(on));
      });
    } catch (e) { /* the next round tries again */ }
  }

  faults.forEach(function (form) {
    form.addEventListener('submit', async function (event) {
      event.preventDefault();
      await fetch(form.action, { method: 'POST', body: new FormData(form), redirect: 'manual' });
      refresh();
    });
  });
  setInterval(refresh, 1500);
})();
