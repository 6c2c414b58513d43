// Keeps the books fresh and the phone's screen where it is while faults are switched.
(function () {
  'use strict';
  var books = document.getElementById('books');
  var shown = '';
  var faults = Array.prototype.slice.call(document.querySelectorAll('form.fault'));

  async function refresh() {
    try {
      var page = await (await fetch('/phone/books')).text();
      // Written only when something changed, so that text being selected stays selected.
      if (shown !== page) books.innerHTML = shown = page;
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
