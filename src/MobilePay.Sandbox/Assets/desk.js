// Shows each line's amount while it is typed. The hospital computes it again when the form is sent.
(function () {
  'use strict';
  function units(text, places) {
    var parts = /^(\d{1,9})(?:\.(\d+))?$/.exec(text.trim());
    if (!parts || (parts[2] || '').length > places) return null;
    return BigInt(parts[1] + (parts[2] || '').padEnd(places, '0'));
  }
  function show(row) {
    var price = units(row.querySelector('[name=unitPrice]').value, 4);
    var quantity = units(row.querySelector('[name=quantity]').value, 2);
    var fen = price === null || quantity === null ? null : (price * quantity + 5000n) / 10000n;
    row.querySelector('output').textContent = fen === null ? '' : '¥' + fen / 100n + '.' + String(fen % 100n).padStart(2, '0');
  }
  document.querySelectorAll('[data-lines] tbody tr').forEach(function (row) {
    row.addEventListener('input', function () { show(row); });
    show(row);
  });
})();
