(function () {
  'use strict';
  var empty = document.currentScript.dataset.empty;
  var byId = function (id) { return document.getElementById(id); };
  var yuan = function (fen) { return '¥' + (fen / 100).toFixed(2); };

  byId('scan').addEventListener('click', function () {
    var url = new URL(byId('prescription').value);
    url.searchParams.set('entrance', byId('entrance').value);
    byId('screen').src = url.href;
  });

  function show(id, lines) {
    byId(id).textContent = lines.length ? lines.slice(-8).reverse().join('\n') : empty;
  }

  async function refresh() {
    try {
      var wechat = await (await fetch('/book/wechat')).json();
      show('wechat', wechat.orders.map(function (o) { return o.outTradeNo + '  ' + o.state + '  ' + yuan(o.totalFen); }));
      var his = await (await fetch('/book/his')).json();
      show('his', his.bills.map(function (b) { return b.billNo + '  ' + b.status + '  ' + yuan(b.payableFen); }));
      var faults = await (await fetch('/faults')).json();
      document.querySelectorAll('[data-operation]').forEach(function (box) {
        box.checked = (faults[box.dataset.operation] || {}).mode === box.dataset.mode;
      });
    } catch (e) { /* the next round tries again */ }
    setTimeout(refresh, 1500);
  }

  document.querySelectorAll('[data-operation]').forEach(function (box) {
    box.addEventListener('change', function () {
      var body = {};
      body[box.dataset.operation] = { mode: box.dataset.mode };
      fetch(box.checked ? '/faults' : '/faults/' + box.dataset.operation, box.checked
        ? { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : { method: 'DELETE' });
    });
  });
  refresh();
})();
